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
 * What is put into a deployment to tell it from the test's class path: the process that made it. With ShrinkWrap:
 * {@code archive.addAsResource(new StringAsset(DeploymentMark.ofThisProcess().process()), DeploymentMark.PATH)}.
 *
 * @param process a process of this machine or another; not blank
 * @since 0.1
 */
public record DeploymentMark(String process) {

    /** Where the mark is among the resources of the deployment. */
    public static final String PATH = "cvr0-deployment.mark";

    private static final int LONGEST = 200;

    /**
     * @throws IllegalArgumentException if the process is blank
     */
    public DeploymentMark {
        if (Objects.requireNonNull(process, "process").isBlank()) {
            throw new IllegalArgumentException("the deployment mark names no process");
        }
    }

    /**
     * The mark for a deployment that is made here.
     *
     * @return the number of this process, and when it started, since numbers come again
     */
    public static DeploymentMark ofThisProcess() {
        ProcessHandle process = ProcessHandle.current();
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        return new DeploymentMark(process.pid() + " of " + start);
    }

    /**
     * The mark of the deployment in which this is called.
     *
     * @return what the context class loader finds, or empty outside of any deployment
     */
    public static Optional<DeploymentMark> find() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(PATH)) {
            return in == null ? Optional.empty() : Optional.of(read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeploymentMark read(InputStream in) throws IOException {
        return new DeploymentMark(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip());
    }
}
