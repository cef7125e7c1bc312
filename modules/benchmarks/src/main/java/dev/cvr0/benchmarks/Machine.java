// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Where and with what was measured. */
final class Machine {

    private Machine() {}

    static String description() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.join(
                ", ",
                "Measured on " + LocalDate.now() + " with " + system.getAvailableProcessors() + " processors",
                (system.getTotalMemorySize() >> 30) + " GiB of memory",
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                "commit " + commit() + ".");
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
            String name = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return name.isEmpty() ? "unknown" : name;
        } catch (IOException e) {
            return "unknown";
        }
    }
}
