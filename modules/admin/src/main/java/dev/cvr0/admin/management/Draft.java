// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A catalog that is being edited, and perhaps signed. It can have errors.
 *
 * <pre>{@code
 * Draft draft = new Draft("to-7.5", "ann", Instant.now(), 12, "Everyone to 7.5", files, Optional.empty());
 * }</pre>
 *
 * @param name a lower-case letter or digit, then at most 39 of these or hyphens
 * @param author the user who changed it last; at most {@value PublicationRequest#MAX_AUTHOR} characters
 * @param changed the time of the last change. Truncated to seconds
 * @param base the version of the catalog from which it was created; 0 for none
 * @param comment the comment; can be empty, at most {@value PublicationRequest#MAX_COMMENT} characters
 * @param files the text of each file by its name; 1 to {@value Manifest#MAX_FILES} files, whose names can be signed. Copied
 * @param publication the publication for which signatures are collected; empty while the files are edited
 * @since 0.1
 */
public record Draft(
        String name,
        String author,
        Instant changed,
        long base,
        String comment,
        SortedMap<String, String> files,
        Optional<PlannedPublication> publication) {

    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** Stands in while there is none, because a manifest validates the files. */
    private static final PlannedPublication ANY_PUBLICATION =
            new PlannedPublication(1, Instant.EPOCH, "", new TreeMap<>());

    /**
     * Validates and copies the components.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Draft {
        changed = changed.truncatedTo(ChronoUnit.SECONDS);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        Objects.requireNonNull(publication, "publication");
        require(
                isName(name),
                "the name of a draft must have 1 to 40 lower-case letters, digits or hyphens, and not begin with a hyphen");
        require(author.length() <= PublicationRequest.MAX_AUTHOR, "the name of the author is too long");
        require(base >= 0 && base <= Manifest.MAX_VERSION, "the base must be 0 to " + Manifest.MAX_VERSION);
        requireComment(comment);
        require(
                files.values().stream().allMatch(StandardCharsets.UTF_8.newEncoder()::canEncode),
                "a file has half of a surrogate pair, which cannot be encoded in UTF-8; remove it");
        Manifest unused = manifest(files, publication.orElse(ANY_PUBLICATION));
    }

    /**
     * A publication with its collected signatures.
     *
     * @param version the version that is signed
     * @param expires the time from which it is not accepted; in whole seconds
     * @param comment the comment of the publication; can be empty, at most {@value PublicationRequest#MAX_COMMENT}
     *     characters
     * @param signatures for each signature in hexadecimal digits the user who sent it. Copied
     */
    public record PlannedPublication(
            long version, Instant expires, String comment, SortedMap<String, String> signatures) {

        /**
         * Copies the signatures.
         *
         * @throws IllegalArgumentException if the comment is too long, or a signature has other digits
         */
        public PlannedPublication {
            Objects.requireNonNull(expires, "expires");
            requireComment(comment);
            signatures = Collections.unmodifiableSortedMap(new TreeMap<>(signatures));
            require(
                    signatures.keySet().stream()
                            .allMatch(hex -> SIGNATURE.matcher(hex).matches()),
                    "a signature must have 128 hexadecimal digits in lower case");
        }

        /** {@return this with other signatures, which are copied} */
        public PlannedPublication withSignatures(SortedMap<String, String> others) {
            return new PlannedPublication(version, expires, comment, others);
        }
    }

    /** {@return whether a text can be the name of a draft, so that it is also safe in a file name} */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** {@return the content of each file by its name, in UTF-8} */
    public SortedMap<String, byte[]> contents() {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        files.forEach((file, text) -> contents.put(file, text.getBytes(StandardCharsets.UTF_8)));
        return contents;
    }

    /**
     * Returns the manifest that is to be signed. It contains the digests of the current files.
     *
     * @param planned the version and the expiry
     * @return the manifest
     */
    public Manifest manifest(PlannedPublication planned) {
        return manifest(files, planned);
    }

    private static Manifest manifest(SortedMap<String, String> files, PlannedPublication planned) {
        return new Manifest(
                planned.version(),
                planned.expires(),
                files.entrySet().stream()
                        .map(file ->
                                SignedFile.of(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }

    /** {@return this with another publication, changed now by a user} */
    public Draft with(String user, PlannedPublication planned) {
        return new Draft(name, user, Instant.now(), base, comment, files, Optional.of(planned));
    }

    private static void requireComment(String comment) {
        require(
                comment.length() <= PublicationRequest.MAX_COMMENT,
                "the comment must have at most " + PublicationRequest.MAX_COMMENT + " characters");
    }

    private static void require(boolean valid, String problem) {
        if (!valid) {
            throw new IllegalArgumentException(problem);
        }
    }
}
