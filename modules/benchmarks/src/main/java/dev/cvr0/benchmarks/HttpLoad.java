// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures {@code POST /v1/decide} of the distribution. */
final class HttpLoad {

    private static final int CLIENTS = 32;
    private static final int LINES = 1000;
    // until the JIT compiler has finished
    private static final int WARM_UP_REQUESTS = 200_000;
    private static final String LINE = "CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS user%d@example.com";

    private HttpLoad() {}

    static void measure(Report report, Generator generator, int rounds) {
        try (ServerProcess server = ServerProcess.full(Map.of("CVR0_HTTP", "127.0.0.1:0"))) {
            InetSocketAddress http = server.nextAddress();
            HttpExchange single = HttpExchange.record(http, "{\"line\":\"" + LINE.formatted(0) + "\"}");
            HttpExchange list = HttpExchange.record(
                    http,
                    IntStream.range(0, LINES)
                            .mapToObj(user -> '"' + LINE.formatted(user) + '"')
                            .collect(Collectors.joining(",", "{\"lines\":[", "]}")));
            warmUp(() -> generator.http(http, single, CLIENTS));
            List<Round> singles = rounds(server, rounds, () -> generator.http(http, single, CLIENTS));
            List<Round> lists = rounds(server, rounds, () -> generator.http(http, list, 1));
            Range perCpuSecond = Range.of(singles.stream().mapToDouble(round -> 1e6 / round.cpuMicros()));
            Range listMillis = Range.of(lists.stream().mapToDouble(round -> round.p99() / 1000));
            report.atLeast("HTTP, requests per CPU second", perCpuSecond.median(), 30_000);
            report.atMost("HTTP, list of 1,000 lines, p99, ms", listMillis.median(), 50);
            report.section(
                    "HTTP",
                    """
                    `POST /v1/decide` of the distribution with the bundled catalog. %d clients send one line in each request, on
                    connections that stay open; one client sends lists of %,d lines. Every byte of the responses is compared.
                    """.formatted(CLIENTS, LINES),
                    "figure | one line | %,d lines".formatted(LINES),
                    List.of(
                            "requests per CPU second | " + perCpuSecond + " | "
                                    + Range.of(lists.stream().mapToDouble(round -> 1e6 / round.cpuMicros())),
                            "requests per second | " + Range.of(singles.stream().mapToDouble(Round::perSecond)) + " | "
                                    + Range.of(lists.stream().mapToDouble(Round::perSecond)),
                            "p50, µs | " + Range.of(singles.stream().mapToDouble(Round::p50)) + " | "
                                    + Range.of(lists.stream().mapToDouble(Round::p50)),
                            "p99, µs | " + Range.of(singles.stream().mapToDouble(Round::p99)) + " | "
                                    + Range.of(lists.stream().mapToDouble(Round::p99))));
        }
    }

    private static void warmUp(Supplier<LoadResult> load) {
        for (long requests = 0; requests < WARM_UP_REQUESTS; ) {
            requests += load.get().count();
        }
    }

    private static List<Round> rounds(ServerProcess server, int rounds, Supplier<LoadResult> load) {
        // the first round warms up
        return IntStream.rangeClosed(0, rounds)
                .mapToObj(i -> Round.of(server, process -> load.get()))
                .skip(1)
                .toList();
    }
}
