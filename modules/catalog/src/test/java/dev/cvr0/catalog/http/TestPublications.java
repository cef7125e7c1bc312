// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.http;

import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.catalog.signing.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Signed publications with any content. */
public final class TestPublications {

    public static final SigningKeyPair KEYS = SigningKeyPair.generate();
    public static final TrustedKeys TRUSTED = new TrustedKeys(List.of(KEYS.verifying()));
    private static final Instant EXPIRES = Instant.parse("2100-01-01T00:00:00Z");

    private TestPublications() {}

    /** Creates a request for files by name, which replaces the version with the next lower number. */
    public static PublicationRequest request(long version, Map<String, String> contents) {
        Map<Sha256, byte[]> files = new HashMap<>();
        List<SignedFile> signed = new TreeMap<>(contents)
                .entrySet().stream()
                        .map(content -> {
                            byte[] bytes = content.getValue().getBytes(StandardCharsets.UTF_8);
                            files.put(Sha256.of(bytes), bytes);
                            return SignedFile.of(content.getKey(), bytes);
                        })
                        .toList();
        byte[] document = SignedManifest.sign(new Manifest(version, EXPIRES, signed), KEYS.signing());
        return new PublicationRequest(
                SignedManifest.verify(document, TRUSTED),
                document,
                files,
                version - 1,
                "ann",
                "Comment " + version + " \u00fc\n= x",
                Optional.empty());
    }

    /** Publishes a catalog with one file. */
    public static SignedManifest publish(PublicationStore store, long version, String content) {
        PublicationRequest request = request(version, Map.of("catalog.yaml", content));
        store.publish(request);
        return request.signed();
    }
}
