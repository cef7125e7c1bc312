// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceContractTest extends CatalogSourceContract {

    @TempDir
    private Path temp;

    @Override
    protected Place createPlace() {
        return new PublishedFolder();
    }

    private final class PublishedFolder implements Place {

        private final Path folder = temp.resolve("published");
        private final String location = "folder:" + folder;
        private final PublicationStore store = SourceProvider.of(location).store(location, SettingSource.EMPTY);

        @Override
        public CatalogSource open(InstantSource clock) {
            return SourceProvider.of(location).source(location, "node", SettingSource.EMPTY);
        }

        @Override
        public void publish(PublicationRequest request) {
            store.publish(request);
        }

        @Override
        public void publishEmergency(byte[] document) {
            store.publishEmergency(document, "ann");
        }

        @Override
        public void rollBackTo(PublicationRequest older) {
            older.files().forEach(this::replaceFile);
            replace(folder.resolve("catalog.sig"), older.document());
        }

        @Override
        public void replaceFile(Sha256 digest, byte[] bytes) {
            replace(folder.resolve("files").resolve(digest.hex()), bytes);
        }

        @Override
        public void setAvailable(boolean isAvailable) {
            Path away = temp.resolve("away");
            if (isAvailable && Files.exists(away)) {
                move(away, folder);
            } else if (!isAvailable && Files.exists(folder)) {
                move(folder, away);
            }
        }

        private void replace(Path file, byte[] bytes) {
            try {
                Path temporary = Files.write(file.resolveSibling("." + file.getFileName() + ".test"), bytes);
                move(temporary, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void move(Path from, Path to) {
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
