// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A marker file in a deployment. It contains the process that created the deployment, and proves that a test runs inside
 * the deployment instead of on the class path of the build. With ShrinkWrap:
 * {@code archive.addAsResource(new StringAsset(DeploymentMarker.ofThisProcess().process()), DeploymentMarker.PATH)}.
 *
 * @param process the id and start of a process; not blank
 * @since 0.1
 * @see TestEnvironment
 */
public record DeploymentMarker(String process) {

    /** The name of the resource. */
    public static final String PATH = "cvr0-deployment.marker";

    /**
     * @throws IllegalArgumentException if the process is blank
     */
    public DeploymentMarker {
        if (Objects.requireNonNull(process, "process").isBlank()) {
            throw new IllegalArgumentException("the deployment marker is blank, expected a process");
        }
    }

    /** {@return a marker with the id and the start time of this process; the time distinguishes processes with the same id} */
    public static DeploymentMarker ofThisProcess() {
        ProcessHandle process = ProcessHandle.current();
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        return new DeploymentMarker(process.pid() + " of " + start);
    }

    /** Returns the marker that the context class loader finds; empty outside a deployment. */
    static Optional<DeploymentMarker> find() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(PATH)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new DeploymentMarker(new String(in.readNBytes(200), StandardCharsets.UTF_8).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
