// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.files.Sha256;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rollback protection: stores the highest accepted version in a file and refuses lower ones, also after restarts and
 * kills. Each server needs its own file. Thread-safe.
 *
 * @since 0.1
 */
public final class RollbackGuard {

    private static final int MAX_BYTES = 1024;

    private static final Pattern STATE =
            Pattern.compile("cvr0-catalog-state 1\nversion ([1-9][0-9]{0,17})\nmanifest ([0-9a-f]{64})\n");

    private final Path file;
    private HighWaterMark highest = HighWaterMark.NONE;

    /** The highest accepted version, with the digest of its manifest; version 0 if none was accepted. */
    private record HighWaterMark(long version, Sha256 digest) {

        static final HighWaterMark NONE = new HighWaterMark(0, new Sha256("0".repeat(64)));
    }

    /**
     * Reads the highest version from a file. The file is absent at the first start.
     *
     * @param file the state file
     * @throws UntrustedException if it cannot be read or parsed, or its folder does not exist
     */
    public RollbackGuard(Path file) {
        this.file = file.toAbsolutePath();
        Path folder = this.file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UntrustedException(
                    file + ": the folder does not exist; create it and make it writable for the server");
        }
        this.highest = read();
    }

    /**
     * Returns the highest accepted version.
     *
     * @return the version; 0 before the first manifest, which is accepted with any version
     */
    public synchronized long version() {
        return highest.version();
    }

    /**
     * Accepts a manifest and stores its version before this returns. The last manifest is accepted again even after its
     * expiry, so that a server can restart with it.
     *
     * @param signed the manifest
     * @param now the current time
     * @throws UntrustedException if a higher version, or another manifest with the same version, was accepted before; if
     *     it is new and has expired; or if the version cannot be stored
     */
    public void accept(SignedManifest signed, Instant now) {
        // Without the lock: a named pipe in place of the file, or a file server that does not answer, blocks forever.
        accept(signed, now, read());
    }

    private synchronized void accept(SignedManifest signed, Instant now, HighWaterMark stored) {
        highest = stored.version() > highest.version() ? stored : highest;
        HighWaterMark mark = new HighWaterMark(signed.manifest().version(), signed.digest());
        validate(mark, signed.manifest().expires(), now);
        if (!mark.equals(stored)) {
            write(mark);
        }
        highest = mark;
    }

    private void validate(HighWaterMark mark, Instant expires, Instant now) {
        if (mark.version() < highest.version()) {
            throw new UntrustedException("version " + mark.version() + " is lower than version " + highest.version()
                    + ", which was served before; sign a higher version");
        }
        if (mark.version() == highest.version() && !mark.equals(highest)) {
            throw new UntrustedException(
                    "another catalog was served before as version " + mark.version() + "; sign a higher version");
        }
        if (mark.version() > highest.version() && !now.isBefore(expires)) {
            throw new UntrustedException("the signature expired at " + expires + "; sign a new version");
        }
    }

    private HighWaterMark read() {
        try {
            String text = new String(new AtomicFile(file).read(MAX_BYTES), StandardCharsets.ISO_8859_1);
            Matcher parts = STATE.matcher(text);
            if (!parts.matches()) {
                throw new UntrustedException(
                        file + ": the state file is damaged; restore it from a backup",
                        new StreamCorruptedException(file.toString()));
            }
            return new HighWaterMark(Long.parseLong(parts.group(1)), new Sha256(parts.group(2)));
        } catch (NoSuchFileException e) {
            return HighWaterMark.NONE;
        } catch (IOException e) {
            throw new UntrustedException(file + ": cannot read the state file: " + AtomicFile.ioErrorMessage(e), e);
        }
    }

    private void write(HighWaterMark mark) {
        try {
            String text = "cvr0-catalog-state 1\nversion " + mark.version + "\nmanifest " + mark.digest + "\n";
            new AtomicFile(file).replace(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UntrustedException(
                    file + ": cannot store version " + mark.version() + ": " + AtomicFile.ioErrorMessage(e), e);
        }
    }
}
