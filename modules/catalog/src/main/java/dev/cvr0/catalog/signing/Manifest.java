// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.api.protocol.Token;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.files.Sha256;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The signed content: the files of a catalog, its version and its expiry.
 *
 * @param version 1 to {@value #MAX_VERSION}; must increase with each new manifest
 * @param expires the time from which it is not accepted; whole seconds, in the years 1970 to 9999
 * @param files at least one and at most {@value #MAX_FILES}, in the order of their names, each name once. Copied
 * @since 0.1
 */
public record Manifest(long version, Instant expires, List<SignedFile> files) {

    /** The highest version. */
    public static final long MAX_VERSION = 999_999_999_999_999_999L;

    /** The largest number of files of one catalog. */
    public static final int MAX_FILES = 256;

    private static final int MAX_NAME_LENGTH = 255;
    private static final Instant MAX_EXPIRES = Instant.parse("9999-12-31T23:59:59Z");
    private static final String FORMAT = "cvr0-catalog-manifest 1";
    private static final String VERSION = "version ";
    private static final String EXPIRES = "expires ";
    private static final String FILE = "file ";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern FILE_PARTS = Pattern.compile("([0-9a-f]{64}) (0|[1-9][0-9]{0,17}) (.+)");

    /**
     * Validates the components.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Manifest {
        Objects.requireNonNull(expires, "expires");
        files = List.copyOf(files);
        require(version > 0 && version <= MAX_VERSION, "the version must be 1 to " + MAX_VERSION);
        require(
                !expires.isBefore(Instant.EPOCH)
                        && !expires.isAfter(MAX_EXPIRES)
                        && expires.equals(expires.truncatedTo(ChronoUnit.SECONDS)),
                "the expiry must be in whole seconds in the years 1970 to 9999");
        require(!files.isEmpty() && files.size() <= MAX_FILES, "there must be 1 to " + MAX_FILES + " files");
        List<String> names = files.stream().map(SignedFile::name).toList();
        require(
                names.equals(names.stream().sorted().distinct().toList()),
                "the files must be unique and in the order of their names");
    }

    /**
     * A file in a manifest.
     *
     * @param name the name without its folder; 1 to 255 characters without control characters
     * @param size the number of bytes; not negative
     * @param sha256 the digest of the bytes
     */
    public record SignedFile(String name, long size, Sha256 sha256) {

        /**
         * Validates the components.
         *
         * @throws IllegalArgumentException if the name is not a plain file name, or the size is negative
         */
        public SignedFile {
            Objects.requireNonNull(sha256, "sha256");
            require(
                    !name.isEmpty()
                            && name.length() <= MAX_NAME_LENGTH
                            && !name.startsWith(".")
                            && name.codePoints().noneMatch(c -> c == '/' || c == '\\' || Token.isControlOrMalformed(c)),
                    "the file name must have 1 to 255 characters, must not begin with a dot, and must not contain slashes"
                            + " or control characters");
            require(size >= 0, "the size must not be negative");
        }

        /**
         * Describes a file.
         *
         * @param name the name
         * @param bytes all bytes of the file
         * @return the description
         */
        public static SignedFile of(String name, byte[] bytes) {
            return new SignedFile(name, bytes.length, Sha256.of(bytes));
        }

        /**
         * Tells whether a file has the signed content.
         *
         * @param bytes all bytes of the file
         * @return true if size and digest are equal
         */
        public boolean matches(byte[] bytes) {
            return bytes.length == size && Sha256.of(bytes).equals(sha256);
        }
    }

    /**
     * Returns the number of bytes of all files.
     *
     * @return the sum of the sizes, or {@link Long#MAX_VALUE} if the sum is larger
     */
    public long size() {
        long size = 0;
        for (SignedFile file : files) {
            size = file.size() > Long.MAX_VALUE - size ? Long.MAX_VALUE : size + file.size();
        }
        return size;
    }

    /** Returns the signed text, which ends with a line feed. */
    String text() {
        return FORMAT + "\n" + VERSION + version + "\n" + EXPIRES + expires + "\n"
                + files.stream()
                        .map(file -> FILE + file.sha256() + " " + file.size() + " " + file.name() + "\n")
                        .collect(Collectors.joining());
    }

    /**
     * Parses the output of {@link #text}. Accepts no other form.
     *
     * @throws UntrustedException at the first invalid line
     */
    static Manifest parse(String text) {
        Lines lines = new Lines(text);
        try {
            Manifest manifest = lines.manifest();
            if (manifest.text().equals(text)) {
                return manifest;
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw lines.invalid(String.valueOf(e.getMessage()));
        }
        throw new UntrustedException("the manifest is not in its canonical form; sign the catalog with 'cvr0 sign'");
    }

    static void require(boolean valid, String problem) {
        if (!valid) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** Reads the lines of a manifest one after the other. */
    private static final class Lines {

        private final String[] lines;
        private int next;

        Lines(String text) {
            this.lines = text.split("\n", -1);
        }

        Manifest manifest() {
            value(FORMAT);
            long version = Long.parseLong(matched(NUMBER, value(VERSION), "the version must be above 0")
                    .group());
            Instant expires = Instant.parse(value(EXPIRES));
            List<SignedFile> files = new ArrayList<>();
            while (next < lines.length - 1) {
                MatchResult parts =
                        matched(FILE_PARTS, value(FILE), "it must have the SHA-256, the size and the name of a file");
                files.add(new SignedFile(parts.group(3), Long.parseLong(parts.group(2)), new Sha256(parts.group(1))));
            }
            return new Manifest(version, expires, files);
        }

        private String value(String key) {
            String line = next < lines.length ? lines[next] : "";
            next++;
            if (!line.startsWith(key)) {
                throw invalid("it must begin with " + LogSafeText.quote(key.strip()));
            }
            return line.substring(key.length());
        }

        private MatchResult matched(Pattern pattern, String value, String problem) {
            Matcher matcher = pattern.matcher(value);
            if (!matcher.matches()) {
                throw invalid(problem);
            }
            return matcher;
        }

        UntrustedException invalid(String problem) {
            return new UntrustedException("line " + next + " of the manifest is invalid: " + problem);
        }
    }
}
