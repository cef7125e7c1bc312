// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The management operations with users of the server. */
class ManagementIT {

    private static final List<String> ROLES = List.of("viewer", "editor", "publisher", "emergency");

    @TempDir
    private Path folder;

    private final AppServer server = AppServer.running();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void undeployAll() throws Exception {
        server.undeployAll();
    }

    @Test
    void shouldLetTheServerAuthenticateUsers() throws Exception {
        WebArchive war = war(Map.of("cvr0.http.management", "true", "cvr0.http.folder", folder.toString()));
        server.deploy(war);

        HttpResponse<String> anonymous = send("GET", "/v1/me", "");
        assertThat(anonymous.statusCode()).as(anonymous.body()).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic realm=");
        assertThat(send("GET", "/v1/me", "", "Authorization", basic("viewer", "wrong"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "/v1/me", "", "Authorization", basic("other", AppServer.PASSWORD))
                        .statusCode())
                .isEqualTo(403);
        for (String role : ROLES) {
            HttpResponse<String> me = send("GET", "/v1/me", "", "Authorization", basic(role, AppServer.PASSWORD));
            assertThat(me.body()).isEqualTo("{\"name\":\"" + role + "\",\"roles\":[\"" + role + "\"]}");
            assertThat(send("GET", "/v1/audit", "", "Authorization", basic(role, AppServer.PASSWORD))
                            .statusCode())
                    .isEqualTo(role.equals("publisher") ? 200 : 403);
        }

        // Emulators need no user. Pages of other sites cannot use the session of a user.
        assertThat(send("GET", "/v1/status", "").statusCode()).isEqualTo(200);
        String line = "{\"line\": \"CVR 1\"}";
        assertThat(send("POST", "/v1/decide", line).statusCode()).isEqualTo(200);
        assertThat(send("POST", "/v1/decide", line, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/v1/decide", "x".repeat(10_000_000)).statusCode())
                .isEqualTo(413);
        assertThat(send("GET", "/v1//me", "").statusCode()).isEqualTo(404);

        assertConsole();

        server.undeploy(war);
        server.assertNothingLeft();
    }

    @Test
    void shouldSendEvents() throws Exception {
        WebArchive war = war(Map.of("cvr0.http.management", "true", "cvr0.http.folder", folder.toString()));
        server.deploy(war);
        assertThat(send("GET", "/v1/events", "").statusCode()).isEqualTo(401);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.httpPort())) {
            socket.getOutputStream()
                    .write(("GET /cvr0/v1/events HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: "
                                    + basic("viewer", AppServer.PASSWORD) + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).contains("200");
            List<String> read =
                    lines.lines().takeWhile(line -> !line.startsWith("data:")).toList();
            assertThat(read).contains("event: status").anyMatch(line -> line.endsWith("text/event-stream"));

            server.undeploy(war);

            assertThat(lines.lines().filter(line -> line.startsWith("data:")).limit(100))
                    .hasSizeLessThan(100);
        }
        server.assertNothingLeft();
    }

    @Test
    void shouldBeOffByDefault() throws Exception {
        WebArchive war = war(Map.of());
        server.deploy(war);

        for (String path : List.of("/v1/me", "/v1/audit", "/v1/events", "/console/", "/console/index.html", "/")) {
            assertThat(send("GET", path, "", "Authorization", basic("publisher", AppServer.PASSWORD))
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }

        server.undeploy(war);
    }

    private void assertConsole() throws Exception {
        HttpResponse<String> redirect = send("GET", "/", "");
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.uri()
                        .resolve(redirect.headers().firstValue("Location").orElseThrow())
                        .getPath())
                .isEqualTo("/cvr0/console/");
        HttpResponse<String> style = send("GET", "/console/uPlot.min.css", "");
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'");
        assertThat(style.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
        assertThat(style.body()).isEqualTo(resource("uPlot.min.css"));
        String tag = style.headers().firstValue("ETag").orElseThrow();
        assertThat(send("GET", "/console/uPlot.min.css", "", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(send("GET", "/console/uPlot.min.css", "").body()).isEqualTo(style.body());
        for (String path : List.of("/console/none", "/console/%2e%2e/WEB-INF/web.xml", "/console/files.txt")) {
            assertThat(send("GET", path, "").statusCode()).as(path).isIn(400, 404);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = ManagementIT.class.getResourceAsStream("/dev/cvr0/admin/console/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static WebArchive war(Map<String, String> settings) {
        return AppServer.host("cvr0.war")
                .addAsResource(
                        new StringAsset(settings.entrySet().stream()
                                .map(setting -> setting.getKey() + "=" + setting.getValue())
                                .collect(Collectors.joining("\n"))),
                        "META-INF/microprofile-config.properties");
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.httpPort() + "/cvr0" + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
