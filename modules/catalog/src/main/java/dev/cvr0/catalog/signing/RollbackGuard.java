// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.catalog.files.SafeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Remembers the highest version that was taken, over restarts and kills, so that no older one is taken again. One file
 * for each server. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class RollbackGuard {

    private static final int MAX_BYTES = 1024;

    private final Path file;
    private HighWaterMark highest;

    /**
     * Remembers what the file holds; nothing if there is none, which is so at the first start.
     *
     * @param file where to remember
     * @throws UntrustedException if it cannot be read or is damaged, or its folder is not there
     */
    public RollbackGuard(Path file) {
        this.file = file.toAbsolutePath();
        this.highest = HighWaterMark.NONE;
        if (!Files.isDirectory(this.file.getParent())) {
            throw new UntrustedException(file + ": its folder is not there, expected one that the server may write");
        }
        this.highest = read();
    }

    /**
     * Tells whether anything is remembered.
     *
     * @return true before the first manifest was taken: whatever comes first is taken then
     */
    public synchronized boolean isEmpty() {
        return highest.equals(HighWaterMark.NONE);
    }

    /**
     * Takes a manifest, and remembers it before this returns. The one that was taken last may be taken again, even after
     * it has expired: a restart is no reason to trust it less.
     *
     * @param signed the manifest
     * @param now the present
     * @throws UntrustedException if a higher version was taken before, or another manifest of the same version; if it
     *     has expired; or if it cannot be remembered
     */
    public synchronized void accept(SignedManifest signed, Instant now) {
        HighWaterMark stored = read();
        highest = stored.version() > highest.version() ? stored : highest;
        HighWaterMark mark = HighWaterMark.of(signed);
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
            return HighWaterMark.tryParse(text)
                    .orElseThrow(() -> new UntrustedException(
                            file + ": the remembered version is damaged, expected what cvr0 has written there"));
        } catch (NoSuchFileException e) {
            return HighWaterMark.NONE;
        } catch (IOException e) {
            throw new UntrustedException(
                    file + ": the remembered version cannot be read: " + SafeFile.ioErrorMessage(e), e);
        }
    }

    private void write(HighWaterMark mark) {
        try {
            new SafeFile(file).replace(mark.text().getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UntrustedException(
                    file + ": version " + mark.version() + " cannot be remembered: " + SafeFile.ioErrorMessage(e), e);
        }
    }
}
