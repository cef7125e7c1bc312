// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.http.WebServer;
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

class HttpSourceContractTest extends CatalogSourceContract {

    @TempDir
    private Path folder;

    @Override
    protected Place createPlace() {
        return new WebFolder();
    }

    private final class WebFolder implements Place {

        private final WebServer server = new WebServer(folder);
        private final PublicationStore store =
                SourceProvider.of(folder.toString()).store(folder.toString(), SettingSource.EMPTY);
        private boolean available = true;

        @Override
        public CatalogSource open(InstantSource clock) {
            return SourceProvider.of(server.url()).source(server.url(), "node", SettingSource.EMPTY);
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
            if (isAvailable && !available) {
                server.start();
            } else if (!isAvailable && available) {
                server.stop();
            }
            available = isAvailable;
        }

        @Override
        public void close() {
            server.close();
        }

        private void replace(Path file, byte[] bytes) {
            try {
                Path temporary = Files.write(file.resolveSibling("." + file.getFileName() + ".test"), bytes);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
