// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Compares the server that records metrics and has the management API with the same server without them. */
final class TelemetryLoad {

    private static final int CLIENTS = 32;

    private TelemetryLoad() {}

    static void measure(Report report, Generator generator, int rounds) {
        try (ServerProcess with = ServerProcess.full(environment());
                ServerProcess without = ServerProcess.full(Map.of())) {
            List<List<Round>> measured = PairedComparison.alternate(
                    List.of(with, without), rounds, server -> generator.closedLoop(server.address(), CLIENTS));
            PairedComparison comparison = new PairedComparison(measured.get(0), measured.get(1));
            Range ratio = comparison.ratio(TelemetryLoad::perCpuSecond);
            report.atLeast(
                    "telemetry and management API, dialogues per CPU second, with / without", ratio.median(), 0.95);
            report.section(
                    "Telemetry",
                    """
                    The server with the Prometheus exporter and the management API, and the same server without both. %d
                    clients run complete dialogues; the rounds alternate.
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

    private static Map<String, String> environment() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path folder = Files.createTempDirectory("cvr0-telemetry");
            Path tokens = Files.writeString(folder.resolve("tokens"), "nobody viewer " + "0".repeat(64) + "\n");
            return Map.of(
                    "OTEL_METRICS_EXPORTER",
                    "prometheus",
                    "OTEL_EXPORTER_PROMETHEUS_PORT",
                    Integer.toString(free.getLocalPort()),
                    "CVR0_HTTP",
                    "127.0.0.1:0",
                    "CVR0_HTTP_TOKENS",
                    tokens.toString(),
                    "CVR0_HTTP_FOLDER",
                    folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
