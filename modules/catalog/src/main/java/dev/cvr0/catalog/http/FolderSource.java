// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.http;

import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.Offer;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.source.FileNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A published folder on this server. A poll reads the manifest and the emergency document, so that no change is missed. */
record FolderSource(WebFolderStore store) implements CatalogSource {

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public Object stamp() {
        return List.of(Sha256.of(manifest()), emergency().map(Sha256::of));
    }

    @Override
    public Offer current() {
        return new Offer(manifest(), emergency(), Instant.MIN);
    }

    @Override
    public byte[] file(SignedFile file) {
        String name = FileNames.FILES + file.sha256();
        return store.read(name, file.size())
                .orElseThrow(() -> unavailable(name + " is missing; restore it from a backup, or publish again"));
    }

    private byte[] manifest() {
        return store.read(FileNames.CATALOG, SignedManifest.MAX_BYTES)
                .orElseThrow(() -> unavailable("there is no publication in this folder; publish a signed catalog with"
                        + " 'cvr0 publish CATALOG --to folder:" + name() + "'"));
    }

    private Optional<byte[]> emergency() {
        return store.read(FileNames.EMERGENCY, Emergency.MAX_BYTES);
    }

    private SourceUnavailableException unavailable(String problem) {
        return new SourceUnavailableException(name(), problem);
    }
}
