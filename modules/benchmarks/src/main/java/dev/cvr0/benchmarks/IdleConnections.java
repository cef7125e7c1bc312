// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.Channel;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures the memory of idle connections and their effect on other clients. */
final class IdleConnections {

    static final int MAX_CONNECTIONS = 50_000;

    private static final int MAX_HEAP_MIB = 512;
    // File descriptors that the process needs besides those of the connections.
    private static final int OTHER_DESCRIPTORS = 1000;

    private IdleConnections() {}

    /** Opens the wanted number of connections, limited by the system, with a heap in proportion to their number. */
    static void measure(Report report, Generator generator, int rounds, int wanted) {
        int number = Math.min(wanted, allowed());
        int heap = Math.max(32, (int) ((long) MAX_HEAP_MIB * number / MAX_CONNECTIONS));
        String options = "-Xmx" + heap + "m -Dcvr0.max-connections=" + MAX_CONNECTIONS
                + " -Dcvr0.first-line-timeout=PT1H -Dcvr0.idle-timeout=PT1H";
        try (ServerProcess server = ServerProcess.full(Map.of("CVR0_JAVA_OPTS", options))) {
            p99(server, generator, rounds);
            Range without = p99(server, generator, rounds);
            long resident = server.residentKib();
            List<Channel> open = generator.idle(server.address(), number);
            Range with = p99(server, generator, rounds);
            long perConnection = (server.residentKib() - resident) * 1024 / number;
            long held = open.stream().filter(Channel::isActive).count();
            open.forEach(Channel::close);
            report.atLeast("idle connections, open at the end", (double) held, number);
            report.atMost("idle connections, p99 with them / without", with.median() / without.median(), 1.5);
            report.section(
                    "Idle connections",
                    """
                    %,d idle connections and a heap of %d MiB: the maximum of this system, up to %,d with 512 MiB. Meanwhile
                    other clients run dialogues, one at a time.
                    """.formatted(number, heap, MAX_CONNECTIONS),
                    "figure | value",
                    List.of(
                            "resident memory per connection, bytes | " + perConnection,
                            "p99 of a dialogue without them, µs | " + without,
                            "p99 of a dialogue with them, µs | " + with));
        }
    }

    private static Range p99(ServerProcess server, Generator generator, int rounds) {
        return Range.of(IntStream.range(0, rounds)
                .mapToDouble(i -> generator.closedLoop(server.address(), 1).micros(99)));
    }

    private static int allowed() {
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return (int) Math.min(Integer.MAX_VALUE, system.getMaxFileDescriptorCount() - OTHER_DESCRIPTORS);
    }
}
