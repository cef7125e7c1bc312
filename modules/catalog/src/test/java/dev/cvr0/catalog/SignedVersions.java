// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Signed catalogs of two files. The answers of a version contain its number, so that a mixed catalog is detected. */
public final class SignedVersions {

    private static final Instant EXPIRES = Instant.parse("2100-01-01T00:00:00Z");

    private final SigningKeyPair keys = SigningKeyPair.generate();

    /** Returns the key that signs. */
    public TrustedKeys trustedKeys() {
        return new TrustedKeys(List.of(keys.verifying()));
    }

    /** Returns a version that replaces the version before it, in force at once. */
    public PublicationRequest version(long version) {
        return version(version, version - 1, Optional.empty());
    }

    /** Returns a version that replaces the version before it, in force at a time. */
    public PublicationRequest version(long version, Instant activeFrom) {
        return version(version, version - 1, Optional.of(activeFrom));
    }

    /** Returns a version. */
    public PublicationRequest version(long version, long base, Optional<Instant> activeFrom) {
        return version(version, base, version, activeFrom);
    }

    /** Returns a version with the content of a number. */
    public PublicationRequest version(long version, long base, long number, Optional<Instant> activeFrom) {
        return version(version, base, texts(number), activeFrom);
    }

    /** Returns a version with one file, in force at once. */
    public PublicationRequest version(long version, String text) {
        return version(version, Map.of("a.yaml", text));
    }

    /** Returns a version with files by name, in force at once. */
    public PublicationRequest version(long version, Map<String, String> texts) {
        return version(version, version - 1, texts, Optional.empty());
    }

    /** Publishes a version with one file. */
    public SignedManifest publish(PublicationStore store, long version, String text) {
        PublicationRequest request = version(version, text);
        store.publish(request);
        return request.signed();
    }

    private PublicationRequest version(
            long version, long base, Map<String, String> texts, Optional<Instant> activeFrom) {
        Map<Sha256, byte[]> bytes = new HashMap<>();
        List<SignedFile> files = new ArrayList<>();
        new TreeMap<>(texts).forEach((name, text) -> {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            files.add(SignedFile.of(name, content));
            bytes.put(Sha256.of(content), content);
        });
        byte[] document = SignedManifest.sign(new Manifest(version, EXPIRES, files), keys.signing());
        return new PublicationRequest(
                SignedManifest.verify(document, trustedKeys()),
                document,
                bytes,
                base,
                "ann",
                "version " + version,
                activeFrom);
    }

    private static Map<String, String> texts(long number) {
        String text = NumberedCatalogs.text(Math.toIntExact(number));
        int split = text.indexOf("otherwise");
        return Map.of("a.yaml", text.substring(0, split), "b.yaml", text.substring(split) + "# " + number + "\n");
    }
}
