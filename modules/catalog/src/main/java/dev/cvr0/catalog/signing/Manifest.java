// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The content of a signature: the files of a catalog, its version and its expiry.
 *
 * @param version 1 to {@value #MAX_VERSION}; each new manifest for a server has a higher one
 * @param expires the time from which it is no longer accepted; whole seconds, in the years 1970 to 9999
 * @param files at least one and at most {@value #MAX_FILES}, in the order of their names, each name once. Copied
 * @since 0.1
 */
public record Manifest(long version, Instant expires, List<SignedFile> files) {

    /** The highest version. */
    public static final long MAX_VERSION = 999_999_999_999_999_999L;

    /** The largest number of files of one catalog. */
    public static final int MAX_FILES = 256;

    static final String FORMAT = "cvr0-catalog-manifest 1";
    static final String VERSION = "version ";
    static final String EXPIRES = "expires ";
    static final String FILE = "file ";

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if any is out of its bounds
     */
    public Manifest {
        Objects.requireNonNull(expires, "expires");
        files = List.copyOf(files);
        require(version > 0 && version <= MAX_VERSION, "expected a version of 1 to " + MAX_VERSION);
        require(
                !expires.isBefore(Instant.EPOCH) && !expires.isAfter(LATEST) && expires.equals(whole(expires)),
                "expected an instant of whole seconds in the years 1970 to 9999");
        require(!files.isEmpty() && files.size() <= MAX_FILES, "expected 1 to " + MAX_FILES + " files");
        require(isOrdered(files), "expected each file once, in the order of the names");
    }

    /**
     * Returns the number of bytes of all files.
     *
     * @return the sum of the sizes, or the largest number if it is beyond that
     */
    public long size() {
        long size = 0;
        for (SignedFile file : files) {
            size = file.size() > Long.MAX_VALUE - size ? Long.MAX_VALUE : size + file.size();
        }
        return size;
    }

    /** Returns the text that is signed: one line for each part, each with its terminator. */
    String text() {
        return FORMAT + "\n" + VERSION + version + "\n" + EXPIRES + expires + "\n"
                + files.stream()
                        .map(file -> FILE + file.sha256() + " " + file.size() + " " + file.name() + "\n")
                        .collect(Collectors.joining());
    }

    private static Instant whole(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static boolean isOrdered(List<SignedFile> files) {
        for (int next = 1; next < files.size(); next++) {
            if (files.get(next - 1).name().compareTo(files.get(next).name()) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static void require(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(expected);
        }
    }
}
