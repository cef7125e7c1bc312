// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cvr0.catalog.CatalogSigner;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKeyPair;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of the distribution, run as a separate process. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs the shell script of the distribution")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TelemetryIT {

    private static final Path HOME = Path.of(System.getProperty("cvr0.home"));
    private static final int LIMIT_SECONDS = 60;
    private static final String HOSTILE = "PWNED";
    private static final String CATALOG = """
            format: 1
            releases: { LIB: [1.0, 2.0] }
            rules:
              - { name: old, when: { client-version: 1.0 }, recommend: 2.0, minimum: 2.0, download: http://a.example/,
                  fallback: http://a.example/ }
            otherwise: { recommend: own, minimum: own, download: http://a.example/, fallback: http://a.example/ }
            """;

    private static final Pattern SAMPLE = Pattern.compile("(cvr0_[a-z_]+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern METRIC_IN_QUERY = Pattern.compile("cvr0_[a-z_]+");
    private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("[a-z_]+");

    @TempDir
    private Path folder;

    @Test
    void shouldExposeEachMetricAndLabelOfTheDashboard() throws Exception {
        int port = freePort();
        try (ServerSocket emulator = emulator()) {
            Process relay = start(
                    Map.of("OTEL_METRICS_EXPORTER", "prometheus", "OTEL_EXPORTER_PROMETHEUS_PORT", "" + port),
                    Stream.concat(
                                    Stream.of("--upstream=127.0.0.1:" + emulator.getLocalPort()),
                                    signedCatalog().stream())
                            .toArray(String[]::new));
            try {
                InetSocketAddress address = address(relay);
                assertThat(ask(address, "CVQ 1 0x0409 winnt 5.1 i386 LIB 1.0")).startsWith("CVQ 1 2.0 2.0 2.0 ");
                assertThat(ask(address, "VER 1 MSNP8")).isEqualTo("VER 1 MSNP8\r\n");
                Map<String, Set<String>> exposed = scrape(port);

                Map<String, Set<String>> used = dashboard();

                assertThat(used).hasSizeGreaterThan(10);
                assertThat(exposed.keySet()).containsAll(used.keySet());
                used.forEach((metric, labels) -> assertThat(exposed.get(metric))
                        .as("labels of " + metric)
                        .containsAll(labels));
            } finally {
                relay.destroyForcibly();
            }
        }
    }

    @Test
    void shouldExportMetricsWithoutTextsOfClients() throws Exception {
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        HttpServer collector = collector(received);
        Process server = start(
                Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + collector.getAddress().getPort(),
                        "OTEL_METRIC_EXPORT_INTERVAL",
                        "200"),
                "--set=cvr0.policy.unknown-clients=echo");
        try {
            InetSocketAddress address = address(server);
            ask(address, "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211");
            ask(
                    address,
                    "CVQ 1 0x0409 " + HOSTILE + "1 " + HOSTILE + "2 " + HOSTILE + "3 " + HOSTILE + "4 1." + HOSTILE
                            + "5 MSMSGS " + HOSTILE + "6@example.com");
            ask(address, "CVQ 1 0x0409 winnt 5.1 i386 " + HOSTILE + " 1.0");
            server.toHandle().destroy();
            assertThat(server.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();

            byte[] last = null;
            for (byte[] body : received) {
                assertThat(new String(body, StandardCharsets.ISO_8859_1)).doesNotContain(HOSTILE);
                last = body;
            }
            assertThat(last).isNotNull();
            assertThat(Protobuf.metricNames(last))
                    .contains("cvr0.decisions", "cvr0.clients", "cvr0.decision.duration", "cvr0.catalog.age");
            assertThat(new String(last, StandardCharsets.ISO_8859_1)).contains("MSNMSGR", "6.1.0211", "other");
        } finally {
            server.destroyForcibly();
            collector.stop(0);
        }
    }

    @Test
    void shouldNotLoadTheSdkUnlessAnExporterIsConfigured() throws Exception {
        Path classes = folder.resolve("classes");
        Process server = start(
                Map.of("OTEL_SERVICE_NAME", "msn", "CVR0_JAVA_OPTS", "-Xlog:class+load:file=" + classes),
                "--set=cvr0.log.format=text");
        try {
            address(server);
            assertThat(errors(server, "CVR0-3001"))
                    .anyMatch(line -> line.endsWith(
                            " INFO CVR0-4011: telemetry is disabled; set OTEL_METRICS_EXPORTER to prometheus or otlp to"
                                    + " enable it"));
            assertThat(Files.readString(classes))
                    .contains("dev.cvr0.server.runtime.Cvr0Server")
                    .doesNotContain("opentelemetry", "dev.cvr0.telemetry");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void shouldNotLoadADisabledSdk() throws Exception {
        Process server = start(Map.of("OTEL_METRICS_EXPORTER", "prometheus", "OTEL_SDK_DISABLED", "true"));
        try {
            address(server);
            assertThat(errors(server, "CVR0-3001")).anyMatch(line -> line.contains(" CVR0-4011: "));
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void shouldReportAnUnknownExporter() throws Exception {
        assertThat(failure(Map.of("OTEL_METRICS_EXPORTER", "promethius")))
                .isEqualTo("cvr0: telemetry cannot start: Unrecognized value for otel.metrics.exporter: promethius;"
                        + " correct the environment variables OTEL_...\n");
    }

    @Test
    void shouldReportAPortInUse() throws Exception {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(failure(Map.of(
                            "OTEL_METRICS_EXPORTER",
                            "prometheus",
                            "OTEL_EXPORTER_PROMETHEUS_PORT",
                            "" + used.getLocalPort())))
                    .startsWith("cvr0: telemetry cannot start: ")
                    .contains("Address already in use");
        }
    }

    /** Returns the metrics that the dashboard uses, each with the labels of its queries. */
    private static Map<String, Set<String>> dashboard() throws IOException {
        Map<String, Set<String>> used = new HashMap<>();
        for (JsonObject panel : panels()) {
            for (JsonObject target : panel.getJsonArray("targets").getValuesAs(JsonObject.class)) {
                String query = target.getString("expr");
                Set<String> labels = new HashSet<>();
                groups(MATCHERS, query).map(text -> text.split("=~?")[0]).forEach(labels::add);
                groups(GROUPING, query).forEach(text -> labels.addAll(List.of(text.split(", "))));
                groups(Pattern.compile("\\{\\{([^}]*)}}"), target.getString("legendFormat"))
                        .forEach(labels::add);
                assertThat(labels).allMatch(label -> NAME.matcher(label).matches());
                // added by Prometheus
                labels.remove("instance");
                Set<String> metrics = METRIC_IN_QUERY
                        .matcher(query)
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toSet());
                assertThat(metrics).as(query).hasSize(1);
                metrics.forEach(metric ->
                        used.computeIfAbsent(metric, m -> new HashSet<>()).addAll(labels));
            }
        }
        return used;
    }

    private static List<JsonObject> panels() throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(HOME.resolve("grafana/cvr0.json")))) {
            return List.copyOf(reader.readObject().getJsonArray("panels").getValuesAs(JsonObject.class));
        }
    }

    /** Returns the exposed metrics of the server, each with its labels. */
    private static Map<String, Set<String>> scrape(int port) throws Exception {
        String page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Map<String, Set<String>> exposed = new HashMap<>();
        page.lines().map(SAMPLE::matcher).filter(Matcher::matches).forEach(sample -> {
            Set<String> labels = exposed.computeIfAbsent(sample.group(1), metric -> new HashSet<>());
            groups(LABEL, String.valueOf(sample.group(2))).forEach(labels::add);
        });
        return exposed;
    }

    private static Stream<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }

    private List<String> signedCatalog() throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
        SigningKeyPair keys = SigningKeyPair.generate();
        Instant expires = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        new CatalogSigner(keys.signing()).sign(file, new SignedRevision(1, expires));
        return List.of(
                "--catalog=" + file,
                "--set=cvr0.catalog.public-key=" + keys.verifying(),
                "--set=cvr0.catalog.state=" + folder.resolve("state"));
    }

    /** Starts an emulator that answers every line with the first dialect. */
    private static ServerSocket emulator() throws IOException {
        ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (!listening.isClosed()) {
                try (Socket client = listening.accept();
                        BufferedReader lines = new BufferedReader(
                                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException e) {
                    // the end of the connection or of the test
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listening;
    }

    /** Starts a collector, which keeps the bodies that it receives. */
    private static HttpServer collector(BlockingQueue<byte[]> received) throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            received.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        return collector;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static String failure(Map<String, String> environment) throws Exception {
        Process server = start(environment);
        try {
            assertThat(server.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isEqualTo(3);
            return new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            server.destroyForcibly();
        }
    }

    private static Process start(Map<String, String> environment, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("bin/cvr0").toString(), "serve", "--listen=127.0.0.1:0"));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> errors(Process server, String lastCode) throws IOException {
        BufferedReader log = server.errorReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            lines.add(line);
            if (line.contains(lastCode)) {
                break;
            }
        }
        return lines;
    }

    private static InetSocketAddress address(Process server) throws IOException {
        String line = server.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).startsWith("cvr0 listens on 127.0.0.1:");
        int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static String ask(InetSocketAddress address, String line) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(LIMIT_SECONDS * 1000);
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
