// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.signing.SignedManifest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A signed catalog that is to be published.
 *
 * @param signed the verified manifest
 * @param document the manifest with its signatures, as {@code cvr0 sign} writes it
 * @param files the files of the manifest by digest. Copied
 * @param base the version that it replaces; 0 for the first one
 * @param author the account that publishes it; at most {@value #MAX_AUTHOR} characters
 * @param comment the comment; can be empty, at most {@value #MAX_COMMENT} characters
 * @param activeFrom the time from which all servers serve it; empty for immediately
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
public record PublicationRequest(
        SignedManifest signed,
        byte[] document,
        Map<Sha256, byte[]> files,
        long base,
        String author,
        String comment,
        Optional<Instant> activeFrom) {

    /** The largest number of characters of an author. */
    public static final int MAX_AUTHOR = 255;

    /** The largest number of characters of a comment. */
    public static final int MAX_COMMENT = 4000;

    /**
     * Copies the files.
     *
     * @throws PublicationException if the author or the comment is too long
     */
    public PublicationRequest {
        if (author.length() > MAX_AUTHOR || comment.length() > MAX_COMMENT) {
            throw new PublicationException("the author has more than " + MAX_AUTHOR
                    + " characters, or the comment more than " + MAX_COMMENT + "; shorten it");
        }
        files = Map.copyOf(files);
    }
}
