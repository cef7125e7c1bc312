// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cvr0.server.runtime.Cvr0Server;
import dev.cvr0.settings.SettingSource;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cvr0 status} with running servers, and with other programs at its URL. */
@Timeout(60)
class StatusCommandTest {

    private static final String CATALOG = """
            format: 1
            releases: { LIB: 1.0 }
            rules: []
            otherwise: { recommend: own, minimum: own, download: http://a.example/, fallback: http://a.example/ }
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldPrintTheStatusOfAServer() throws IOException {
        try (Cvr0Server server = start(Map.of("cvr0.node", "node-7"))) {
            Run text = run("--url=" + url(server) + "/");
            Run json = run("--url=" + url(server), "--json");

            assertThat(text.code()).isZero();
            assertThat(text.err()).isEmpty();
            assertThat(text.out())
                    .contains(
                            "node: node-7\n",
                            "state: READY\n",
                            "catalog.source: bundled.yaml\n",
                            "catalog.version: null");
            assertThat(json.code()).isZero();
            assertThat(Json.createReader(new StringReader(json.out()))
                            .readObject()
                            .getJsonObject("catalog")
                            .getString("digest"))
                    .matches("[0-9a-f]{64}");
        }
    }

    @Test
    void shouldFailForAnInvalidCatalog() throws Exception {
        Path file = Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
        try (Cvr0Server server = start(Map.of("cvr0.catalog", file.toString(), "cvr0.catalog.reload", "1h"))) {
            Files.writeString(file, "rules: 7\n");
            server.reload();

            Run run = run("--url=" + url(server));

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).contains("state: ERROR\n", "errors: " + file + ":1:");
        }
    }

    @Test
    void shouldReportAnotherProgram() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/text/v1/status", exchange -> {
            byte[] body = "<html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        String url = "http://127.0.0.1:" + other.getAddress().getPort();
        try {
            assertThat(run("--url=" + url + "/text").err()).contains("GET /v1/status did not return JSON");
            assertThat(run("--url=" + url).err()).contains("GET /v1/status returned the HTTP status 404");
            assertThat(run("--url=" + url).code()).isEqualTo(3);
        } finally {
            other.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8863", "ftp://127.0.0.1", "http:// a", "http:"})
    void shouldRejectAnInvalidUrl(String url) {
        Run run = run("--url=" + url);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("cvr0: --url: ").contains("; use a URL such as http://127.0.0.1:8863");
    }

    private static Cvr0Server start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("cvr0.listen", "127.0.0.1:0");
        all.put("cvr0.http", "127.0.0.1:0");
        return Cvr0Server.start(SettingSource.of(all));
    }

    private static String url(Cvr0Server server) {
        return "http://127.0.0.1:" + server.httpAddress().orElseThrow().getPort();
    }

    private static Run run(String... options) {
        Run run = Run.run(Stream.concat(Stream.of("status"), Stream.of(options)).toArray(String[]::new));
        return new Run(run.code(), run.out().replace("\r\n", "\n"), run.err());
    }
}
