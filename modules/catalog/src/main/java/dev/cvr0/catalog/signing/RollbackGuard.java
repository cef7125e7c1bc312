// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.catalog.files.SafeFile;
import dev.cvr0.catalog.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rollback protection: keeps the highest version that was accepted in a file, over restarts and kills, and refuses
 * older ones. One file for each server. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class RollbackGuard {

    private static final int MAX_BYTES = 1024;

    private static final Pattern STATE =
            Pattern.compile("cvr0-catalog-state 1\nversion ([1-9][0-9]{0,17})\nmanifest ([0-9a-f]{64})\n");

    private final Path file;
    private HighWaterMark highest = HighWaterMark.NONE;

    /** The highest version that was accepted, with the digest of its manifest; version 0 before the first. */
    private record HighWaterMark(long version, Sha256 digest) {

        static final HighWaterMark NONE = new HighWaterMark(0, new Sha256("0".repeat(64)));
    }

    /**
     * Reads the highest version from a file, which is absent at the first start.
     *
     * @param file the file of the highest version
     * @throws UntrustedException if it cannot be read or is damaged, or its folder does not exist
     */
    public RollbackGuard(Path file) {
        this.file = file.toAbsolutePath();
        Path folder = this.file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UntrustedException(file + ": its folder is not there, expected one that the server may write");
        }
        this.highest = read();
    }

    /**
     * Tells whether no version was accepted yet.
     *
     * @return true before the first manifest, which is accepted whatever its version is
     */
    public synchronized boolean isEmpty() {
        return highest.equals(HighWaterMark.NONE);
    }

    /**
     * Accepts a manifest and writes its version before this returns. The last manifest may be accepted again, even
     * after its expiry: a restart does not make it less trustworthy.
     *
     * @param signed the manifest
     * @param now the current time
     * @throws UntrustedException if a higher version was accepted before, or another manifest of the same version; if
     *     it has expired; or if the version cannot be written
     */
    public synchronized void accept(SignedManifest signed, Instant now) {
        HighWaterMark stored = read();
        highest = stored.version() > highest.version() ? stored : highest;
        HighWaterMark mark = new HighWaterMark(signed.manifest().version(), signed.digest());
        check(mark, signed.manifest().expires(), now);
        if (!mark.equals(stored)) {
            write(mark);
        }
        highest = mark;
    }

    private void check(HighWaterMark mark, Instant expires, Instant now) {
        if (mark.version() < highest.version()) {
            throw new UntrustedException("the version is " + mark.version() + ", expected none below "
                    + highest.version() + ", which was served before");
        }
        if (mark.version() == highest.version() && !mark.equals(highest)) {
            throw new UntrustedException("the version is " + mark.version()
                    + ", as that of another manifest that was served before, expected a higher one");
        }
        if (mark.version() > highest.version() && !now.isBefore(expires)) {
            throw new UntrustedException("the manifest has expired at " + expires + ", expected one that still holds");
        }
    }

    private HighWaterMark read() {
        try {
            String text = new String(new SafeFile(file).read(MAX_BYTES), StandardCharsets.ISO_8859_1);
            Matcher parts = STATE.matcher(text);
            if (!parts.matches()) {
                throw new UntrustedException(
                        file + ": the remembered version is damaged, expected what cvr0 has written there");
            }
            return new HighWaterMark(Long.parseLong(parts.group(1)), new Sha256(parts.group(2)));
        } catch (NoSuchFileException e) {
            return HighWaterMark.NONE;
        } catch (IOException e) {
            throw new UntrustedException(
                    file + ": the remembered version cannot be read: " + SafeFile.ioErrorMessage(e), e);
        }
    }

    private void write(HighWaterMark mark) {
        try {
            String text = "cvr0-catalog-state 1\nversion " + mark.version + "\nmanifest " + mark.digest + "\n";
            new SafeFile(file).replace(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UntrustedException(
                    file + ": version " + mark.version() + " cannot be remembered: " + SafeFile.ioErrorMessage(e), e);
        }
    }
}
