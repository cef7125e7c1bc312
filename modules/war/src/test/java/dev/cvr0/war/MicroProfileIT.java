// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The WAR in WildFly with MicroProfile Telemetry and MicroProfile Health. */
@DisabledIfSystemProperty(
        named = "cvr0.server",
        matches = "liberty",
        disabledReason = "needs the MicroProfile configuration of WildFly")
class MicroProfileIT {

    private final int port = AppServer.freePort();
    private final int managementPort = AppServer.freePort();
    private final List<String> exported = new CopyOnWriteArrayList<>();

    @TempDir
    private Path base;

    @Test
    void shouldExportMetricsAndBeReady() throws Exception {
        HttpServer collector = collector();
        ServerProcess server = startWildFly(collector.getAddress().getPort());
        try {
            Path log = base.resolve("console.log");
            Polling.until("the WAR is deployed", () -> {
                assertThat(server.isAlive()).as(Files.readString(log)).isTrue();
                return Files.readString(log).contains("CVR0-3001");
            });
            assertThat(Files.readString(log))
                    .contains("CVR0-8001: telemetry is recorded through the OpenTelemetry bean")
                    .containsOnlyOnce("CVR0-2001");
            assertThat(TestConnection.ask(port, "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211"))
                    .startsWith("CVQ 1 ");

            Polling.until(
                    "the decision is exported",
                    () -> exported.stream()
                            .anyMatch(metrics -> metrics.contains("cvr0.decisions")
                                    && metrics.contains("msnmsgr-6-on-nt")
                                    && metrics.contains("cvr0.catalog.age")
                                    && metrics.contains("cvr0.connections")));
            Polling.until("the check is up", () -> health().contains("\"cvr0-catalog\",\"status\":\"UP\""));
            assertThat(health()).contains("\"state\":\"READY\"");
        } finally {
            server.script().descendants().forEach(ProcessHandle::destroyForcibly);
            collector.stop(0);
        }
    }

    private String health() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** Starts WildFly with a copy of its folder, which contains the WAR. */
    private ServerProcess startWildFly(int collectorPort) throws IOException {
        Path home = Path.of(System.getProperty("cvr0.server.home"));
        Path configuration = home.resolve("standalone/configuration");
        try (Stream<Path> files = Files.list(configuration)) {
            Files.createDirectories(base.resolve("configuration"));
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, base.resolve("configuration").resolve(file.getFileName()));
            }
        }
        Files.createDirectories(base.resolve("deployments"));
        Files.copy(Path.of(System.getProperty("cvr0.war")), base.resolve("deployments/cvr0.war"));
        String options = String.join(
                " ",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + AppServer.freePort(),
                "-Djboss.https.port=" + AppServer.freePort(),
                "-Djboss.management.http.port=" + managementPort,
                "-Dcvr0.listen=127.0.0.1:" + port,
                "-Dotel.sdk.disabled=false",
                "-Dotel.metrics.exporter=otlp",
                "-Dotel.traces.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.exporter.otlp.protocol=http/protobuf",
                "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + collectorPort,
                "-Dotel.metric.export.interval=500");
        return ServerProcess.start(
                base.resolve("console.log"),
                Map.of("JAVA_OPTS", options),
                home.resolve("bin/standalone.sh").toString(),
                "-c",
                "standalone-microprofile.xml",
                "-b",
                "127.0.0.1",
                "-bmanagement",
                "127.0.0.1");
    }

    private HttpServer collector() throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            exported.add(new String(body(exchange), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        return collector;
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        boolean isCompressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return isCompressed ? new GZIPInputStream(body).readAllBytes() : body.readAllBytes();
    }
}
