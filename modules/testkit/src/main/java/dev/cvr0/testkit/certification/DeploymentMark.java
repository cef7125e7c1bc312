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
 * A mark in a deployment that distinguishes it from the class path of the test: the process that created it. With
 * ShrinkWrap:
 * {@code archive.addAsResource(new StringAsset(DeploymentMark.ofThisProcess().process()), DeploymentMark.PATH)}.
 *
 * @param process the id and start of a process; not blank
 * @since 0.1
 */
public record DeploymentMark(String process) {

    /** The name of the resource. */
    public static final String PATH = "cvr0-deployment.mark";

    /**
     * @throws IllegalArgumentException if the process is blank
     */
    public DeploymentMark {
        if (Objects.requireNonNull(process, "process").isBlank()) {
            throw new IllegalArgumentException("the deployment mark names no process");
        }
    }

    /** {@return the id and the start of this process, because ids are reused: the mark for a deployment it creates} */
    public static DeploymentMark ofThisProcess() {
        ProcessHandle process = ProcessHandle.current();
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        return new DeploymentMark(process.pid() + " of " + start);
    }

    /** The mark that the context class loader finds; empty outside a deployment. */
    static Optional<DeploymentMark> find() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(PATH)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new DeploymentMark(new String(in.readNBytes(200), StandardCharsets.UTF_8).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
