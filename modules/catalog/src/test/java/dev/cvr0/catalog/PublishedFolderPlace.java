// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.CatalogSourceContract.Place;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A place whose publications are in a folder. */
abstract class PublishedFolderPlace implements Place {

    final Path folder;
    private final PublicationStore store;

    /** Creates a place with the location of its folder for {@code cvr0 publish}. */
    PublishedFolderPlace(Path folder, String location) {
        this.folder = folder;
        this.store = SourceProvider.of(location).store(location, SettingSource.EMPTY);
    }

    @Override
    public final void publish(PublicationRequest request) {
        store.publish(request);
    }

    @Override
    public final void publishEmergency(byte[] document) {
        store.publishEmergency(document, "ann");
    }

    @Override
    public final void rollBackTo(PublicationRequest older) {
        older.files().forEach(this::replaceFile);
        replace(folder.resolve("catalog.sig"), older.document());
    }

    @Override
    public final void replaceFile(Sha256 digest, byte[] bytes) {
        replace(folder.resolve("files").resolve(digest.hex()), bytes);
    }

    static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path file, byte[] bytes) {
        try {
            move(Files.write(file.resolveSibling("." + file.getFileName() + ".test"), bytes), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
