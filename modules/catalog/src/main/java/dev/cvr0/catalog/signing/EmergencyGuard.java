// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import dev.cvr0.catalog.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Verifies emergency documents, and stores the accepted content in a file, so that a source cannot remove it. Later
 * documents extend earlier ones until a higher version of the catalog is served. Thread-safe.
 *
 * @since 0.1
 */
public final class EmergencyGuard {

    private final Optional<VerifyingKey> key;
    private final AtomicFile file;
    private volatile Optional<Emergency> accepted = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();
    private Optional<Emergency> stored = Optional.empty();
    private long served;

    /** Creates a guard that accepts no documents, because there is no key. */
    public EmergencyGuard() {
        this.key = Optional.empty();
        this.file = new AtomicFile(Path.of(""));
    }

    /**
     * Reads the content that was accepted before with the same key.
     *
     * @param file the file; absent before the first document
     * @param key the key that must have signed each document
     * @throws UntrustedException if the file cannot be read or parsed
     */
    public EmergencyGuard(Path file, VerifyingKey key) {
        this.key = Optional.of(key);
        this.file = new AtomicFile(file);
        try {
            String text = new String(this.file.read(Emergency.MAX_BYTES), StandardCharsets.UTF_8);
            if (text.startsWith(header(key))) {
                accepted =
                        Optional.of(Emergency.parse(text.substring(header(key).length())));
                stored = accepted;
            }
        } catch (NoSuchFileException e) {
            // There was no emergency.
        } catch (IOException | UntrustedException e) {
            throw new UntrustedException(
                    file + ": cannot read the stored emergency: " + e.getMessage()
                            + "; restore the file from a backup, or delete it",
                    e);
        }
    }

    /**
     * Verifies the newest document of the source. An invalid one has no effect, see {@link #problem}.
     *
     * @param document the bytes of the document
     */
    public void accept(byte[] document) {
        try {
            Emergency emergency = Emergency.verify(
                    document,
                    key.orElseThrow(() -> new UntrustedException("the emergency document has no effect on this server;"
                            + " set cvr0.catalog.emergency-key, or remove it")));
            problem = Optional.empty();
            add(emergency);
        } catch (UntrustedException e) {
            reject(String.valueOf(e.getMessage()));
        }
    }

    /** Notes that the source has no document. The accepted content still applies. */
    public void acceptNone() {
        problem = Optional.empty();
        store();
    }

    /**
     * Notes that the document of the source cannot be used.
     *
     * @param reason the problem and what to do
     */
    public void reject(String reason) {
        problem = Optional.of(reason);
    }

    /**
     * Lifts the emergency if it is for a lower version.
     *
     * @param version the version that is served from now on
     */
    public synchronized void serve(long version) {
        served = version;
        accepted = inForce(version);
        store();
    }

    /**
     * Returns the reason why the last document has no effect. Does not block.
     *
     * @return the problem and what to do; empty if it has been accepted
     */
    public Optional<String> problem() {
        return problem;
    }

    /**
     * Returns the emergency that applies to a version of the catalog. Does not block.
     *
     * @param version the version
     * @return the emergency
     */
    public Optional<Emergency> inForce(long version) {
        return accepted.filter(emergency -> emergency.catalogVersion() >= version);
    }

    // It is in force even if it cannot be stored.
    private synchronized void add(Emergency added) {
        if (added.catalogVersion() >= served) {
            accepted = Optional.of(accepted.map(added::and).orElse(added));
        }
        store();
    }

    /** Stores what has changed, or could not be stored before. */
    private synchronized void store() {
        if (accepted.equals(stored)) {
            return;
        }
        try {
            String text = accepted.map(present -> header(key.orElseThrow()) + present.text())
                    .orElse("");
            file.replace(text.getBytes(StandardCharsets.UTF_8));
            stored = accepted;
        } catch (IOException e) {
            reject(file.path() + ": cannot store the emergency: " + AtomicFile.ioErrorMessage(e)
                    + "; a restart uses the stored content");
        }
    }

    private static String header(VerifyingKey key) {
        return "key " + key + "\n";
    }
}
