// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

/** Compares the server that records metrics and has the HTTP API with the same server without them. */
final class TelemetryLoad {

    private static final int CLIENTS = 32;

    private TelemetryLoad() {}

    static void measure(Report report, Generator generator, int rounds) {
        Map<String, String> enabled = Map.of(
                "OTEL_METRICS_EXPORTER",
                "prometheus",
                "OTEL_EXPORTER_PROMETHEUS_PORT",
                freePort(),
                "CVR0_HTTP",
                "127.0.0.1:0");
        try (ServerProcess with = ServerProcess.full(enabled);
                ServerProcess without = ServerProcess.full(Map.of())) {
            List<List<Round>> measured = PairedComparison.alternate(
                    List.of(with, without), rounds, server -> generator.closedLoop(server.address(), CLIENTS));
            PairedComparison comparison = new PairedComparison(measured.get(0), measured.get(1));
            Range ratio = comparison.ratio(TelemetryLoad::perCpuSecond);
            report.atLeast("telemetry and HTTP API, dialogues per CPU second, with / without", ratio.median(), 0.95);
            report.section(
                    "Telemetry",
                    """
                    The server with the Prometheus exporter and the HTTP API, and the same server without both. %d clients run
                    complete dialogues; the rounds alternate.
                    """.formatted(CLIENTS),
                    "figure | with | without | with / without",
                    List.of("dialogues per CPU second | "
                            + Range.of(measured.get(0).stream().mapToDouble(TelemetryLoad::perCpuSecond))
                            + " | "
                            + Range.of(measured.get(1).stream().mapToDouble(TelemetryLoad::perCpuSecond))
                            + " | " + ratio));
        }
    }

    private static double perCpuSecond(Round round) {
        return 1e6 / round.cpuMicros();
    }

    private static String freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(free.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
