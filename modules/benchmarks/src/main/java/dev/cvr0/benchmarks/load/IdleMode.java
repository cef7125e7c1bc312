// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.Channel;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Connections that say nothing, and what they cost those that do. */
final class IdleMode {

    private static final int HEAP_MIB = 512;
    private static final int FULL_NUMBER = 50_000;
    // What the process needs besides the connections' descriptors.
    private static final int OTHER_DESCRIPTORS = 1000;

    private final Plan plan;

    IdleMode(Plan plan) {
        this.plan = plan;
    }

    /** As many as the system allows one process; the heap is cut in the same proportion. */
    List<Section> measure(Generator generator) {
        int number = Math.min(plan.idle(), allowed());
        int heap = Math.max(32, (int) ((long) HEAP_MIB * number / FULL_NUMBER));
        Progress.say(number + " idle connections, -Xmx" + heap + "m");
        Map<String, String> environment = Map.of("CVR0_JAVA_OPTS", "-Xmx" + heap + "m");
        try (ServerProcess server = Servers.full(
                environment,
                "cvr0.max-connections=" + FULL_NUMBER,
                "cvr0.first-line-timeout=PT1H",
                "cvr0.idle-timeout=PT1H")) {
            p99(server, generator);
            Range before = p99(server, generator);
            long resident = server.usage().residentKib();
            List<Channel> open = generator.idle(server.address(), number);
            Range with = p99(server, generator);
            long perConnection = (server.usage().residentKib() - resident) * 1024 / number;
            long held = open.stream().filter(Channel::isActive).count();
            open.forEach(Channel::close);
            return List.of(section(number, heap, held, perConnection, before, with));
        }
    }

    private static Section section(int number, int heap, long held, long perConnection, Range before, Range with) {
        double ratio = with.median() / before.median();
        return new Section(
                "Idle connections",
                """
                %,d connections that say nothing, with -Xmx%dm: as many as this system allows one process (%,d are the aim), and
                a heap cut in proportion to 512 MiB for those. Meanwhile new clients have dialogues, one at a time.
                """.formatted(number, heap, FULL_NUMBER),
                List.of(
                        "| figure | value | bound |",
                        "|---|---|---|",
                        "| still open at the end | " + held + " | " + new Bound("all", held == number) + " |",
                        "| resident memory per connection, bytes | " + perConnection + " | |",
                        "| p99 of a new dialogue without them, µs | " + before + " | |",
                        "| p99 with them, µs | " + with + " | |",
                        "| ratio | " + Range.number(ratio) + " | " + Bound.atMost(1.5, ratio) + " |"));
    }

    private Range p99(ServerProcess server, Generator generator) {
        return Range.of(IntStream.range(0, plan.rounds())
                .mapToDouble(i ->
                        generator.closedLoop(server.address(), 1, plan.time()).micros(99)));
    }

    private static int allowed() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? (int) Math.min(Integer.MAX_VALUE, system.getMaxFileDescriptorCount() - OTHER_DESCRIPTORS)
                : FULL_NUMBER;
    }
}
