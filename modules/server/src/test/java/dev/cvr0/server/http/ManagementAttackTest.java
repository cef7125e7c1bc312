// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.operation.Role;
import dev.cvr0.server.http.HttpSocket.Response;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks the management operations over real sockets. The proxy, which the test is, lets it choose its address. */
@Timeout(120)
class ManagementAttackTest {

    // The documented roles. A new operation must be added here.
    private static final Map<String, Role> ROLES = Map.ofEntries(
            Map.entry("POST /v1/decide", Role.VIEWER),
            Map.entry("GET /v1/status", Role.VIEWER),
            Map.entry("GET /v1/me", Role.VIEWER),
            Map.entry("GET /v1/nodes", Role.VIEWER),
            Map.entry("GET /v1/clients", Role.VIEWER),
            Map.entry("GET /v1/clients/kinds", Role.VIEWER),
            Map.entry("GET /v1/catalog", Role.VIEWER),
            Map.entry("GET /v1/catalog/files/{file}", Role.VIEWER),
            Map.entry("POST /v1/explain", Role.VIEWER),
            Map.entry("POST /v1/check", Role.VIEWER),
            Map.entry("POST /v1/diff", Role.VIEWER),
            Map.entry("GET /v1/drafts", Role.VIEWER),
            Map.entry("GET /v1/drafts/{name}", Role.VIEWER),
            Map.entry("PUT /v1/drafts/{name}", Role.EDITOR),
            Map.entry("DELETE /v1/drafts/{name}", Role.EDITOR),
            Map.entry("PUT /v1/drafts/{name}/publication", Role.EDITOR),
            Map.entry("GET /v1/drafts/{name}/catalog.sig", Role.VIEWER),
            Map.entry("POST /v1/drafts/{name}/signatures", Role.EDITOR),
            Map.entry("POST /v1/drafts/{name}/publish", Role.PUBLISHER),
            Map.entry("GET /v1/publications", Role.VIEWER),
            Map.entry("GET /v1/publications/{version}", Role.VIEWER),
            Map.entry("GET /v1/emergency", Role.VIEWER),
            Map.entry("PUT /v1/emergency", Role.EMERGENCY),
            Map.entry("GET /v1/audit", Role.PUBLISHER),
            Map.entry("GET /v1/events", Role.VIEWER),
            Map.entry("GET /v1/schema", Role.VIEWER));
    private static final int TEN_MEGABYTES = 10_000_000;
    private static final String DRAFT = "{\"files\":{\"catalog.yaml\":\"releases: []\"}}";

    @TempDir
    private Path root;

    private ManagedServer server;
    private int lastAddress;

    @BeforeEach
    void start() {
        server = ManagedServer.start(root, Map.of("cvr0.http.behind-proxy", "true"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** An operation: a method and a path with a value for each variable. */
    private record Call(String method, String path, Role role) {

        boolean changes() {
            return !method.equals("GET") && role != Role.VIEWER;
        }
    }

    @Test
    void shouldRequireATokenForEachOperation() throws Exception {
        for (Call call : calls()) {
            Map<String, String> before = files();
            for (String header : List.of(
                    "X-Nothing: 1",
                    "Authorization: Bearer ",
                    "Authorization: Bearer cvr0_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                    "Authorization: Basic dmlld2VyOnZpZXdlcg==",
                    "Authorization: " + server.bearer(Role.PUBLISHER).substring("Authorization: Bearer ".length()),
                    server.bearer(Role.PUBLISHER) + "x",
                    "Authorization: Bearer " + "x".repeat(1000))) {
                Response response = send(call, DRAFT, header);
                assertThat(response.status()).as(call + " " + header).isEqualTo(401);
                assertThat(response.headers()).containsEntry("www-authenticate", "Bearer");
                assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
            }
            assertThat(files()).as(call.toString()).isEqualTo(before);
            assertRecorded(call, 401, "");
        }
    }

    @Test
    void shouldRequireTheRoleOfEachOperation() throws Exception {
        for (Call call : calls()) {
            for (Role role : Role.values()) {
                Map<String, String> before = files();
                int status = send(call, "{}", server.bearer(role)).status();
                if (role.permits(call.role())) {
                    assertThat(status).as(call + " " + role).isNotIn(401, 403, 500, 503);
                } else {
                    assertThat(status).as(call + " " + role).isEqualTo(403);
                    assertThat(files()).isEqualTo(before);
                    assertRecorded(call, 403, role.keyword() + "-user");
                }
            }
        }
    }

    @Test
    void shouldRejectRequestsOfOtherSites() throws Exception {
        for (Call call : calls()) {
            for (List<String> headers : List.of(
                    List.of("Origin: http://attacker.example"),
                    List.of("Origin: http://console.example.attacker.example"),
                    List.of("Origin: null"),
                    List.of("Origin: "),
                    List.of("Sec-Fetch-Site: cross-site"),
                    List.of("Sec-Fetch-Site: same-site"),
                    List.of("Sec-Fetch-Site: cross-site", "Origin: http://console.example"))) {
                Map<String, String> before = files();
                String[] all = Stream.concat(Stream.of(server.bearer(call.role())), headers.stream())
                        .toArray(String[]::new);
                int status = send(call, DRAFT, all).status();
                if (call.method().equals("GET")) {
                    assertThat(status).as(call + " " + headers).isNotIn(401, 403);
                } else {
                    assertThat(status).as(call + " " + headers).isEqualTo(403);
                    assertThat(files()).isEqualTo(before);
                    assertRecorded(call, 403, "");
                }
            }
        }
    }

    @Test
    void shouldAcceptRequestsOfTheConsole() throws Exception {
        for (String header : List.of(
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "Origin: https://console.example",
                "Origin: http://CONSOLE.example")) {
            Response response =
                    server.send("POST", "/v1/decide", "{\"line\":\"CVR 1\"}", server.bearer(Role.VIEWER), header);
            assertThat(response.status()).as(header).isEqualTo(200);
        }
    }

    @Test
    void shouldRejectLargeBodiesOfEachOperation() throws Exception {
        String body = "x".repeat(TEN_MEGABYTES);
        for (Call call : calls()) {
            if (!call.method().equals("GET")) {
                Map<String, String> before = files();
                assertThat(send(call, body, "X-Nothing: 1").status())
                        .as(call.toString())
                        .isEqualTo(401);
                assertThat(send(call, body, server.bearer(call.role())).status())
                        .as(call.toString())
                        .isEqualTo(413);
                assertThat(files()).isEqualTo(before);
                assertRecorded(call, 413, call.role().keyword() + "-user");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/../../etc/passwd",
                "/console/..%2f..%2fetc%2fpasswd",
                "/console/%2e%2e/%2e%2e/etc/passwd",
                "/console/..;/v1/me",
                "/console//etc/passwd",
                "/console/files.txt",
                "/console/../ConsoleFiles.class",
                "/console/%00",
                "/console/uPlot.min.css/",
                "/console/uPlot.min.css%00.html",
                "//etc/passwd",
                "/../../../../etc/passwd",
                "/v1/../console/index.html",
                "/v1/drafts/..%2f..%2ftokens",
                "/v1/drafts/..",
                "/v1/drafts/%2e%2e",
                "/v1/drafts/..%5c..%5ctokens",
                "/v1/catalog/files/..%2f..%2ftokens",
                "/v1/catalog/files/%2fetc%2fpasswd",
                "http://attacker.example/v1/me",
                "/v1/me/",
                "/V1/me"
            })
    void shouldNotServeOtherFiles(String path) throws Exception {
        Response response = server.send("GET", path, "", server.bearer(Role.PUBLISHER));

        assertThat(response.status()).isIn(400, 404);
        assertThat(response.body()).doesNotContain("root:", "cvr0_");
        assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
    }

    @Test
    void shouldLimitInvalidTokensOfAnAddress() throws Exception {
        String forwarded = "X-Forwarded-For: 10.0.0.1, 2001:db8::";
        String wrong = "Authorization: Bearer cvr0_guess";
        for (int i = 0; i < 20; i++) {
            // the addresses of one /64
            assertThat(server.send("GET", "/v1/me", "", wrong, forwarded + i).status())
                    .isEqualTo(401);
        }

        Response limited = server.send("GET", "/v1/me", "", wrong, forwarded + "ffff");

        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.headers()).containsEntry("retry-after", "60");
        assertThat(server.send("GET", "/v1/me", "", wrong, "X-Forwarded-For: 2001:db8:0:1::1")
                        .status())
                .as("another prefix")
                .isEqualTo(401);
        assertThat(server.send("GET", "/v1/me", "", server.bearer(Role.VIEWER), forwarded + "1")
                        .status())
                .as("a user at the same address")
                .isEqualTo(200);
    }

    @Test
    void shouldRejectOversizeHeaders() throws Exception {
        Response response = server.send("GET", "/v1/me", "", "Authorization: Bearer " + "x".repeat(100_000));

        assertThat(response.status()).isEqualTo(431);
    }

    private Response send(Call call, String body, String... headers) throws IOException {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        // another address for each request, so that the limit of attempts does not apply
        lastAddress++;
        all[headers.length] = "X-Forwarded-For: 10.1." + lastAddress / 250 + "." + (1 + lastAddress % 250);
        return server.send(call.method(), call.path(), call.method().equals("GET") ? "" : body, all);
    }

    private List<Call> calls() throws IOException {
        String paths = server.send("GET", "/v1/unknown", "", server.bearer(Role.VIEWER))
                .json()
                .getString("detail")
                .replaceFirst(".*: ", "");
        List<Call> calls = Arrays.stream(paths.split(", "))
                .flatMap(template -> methods(template).map(method -> method + " " + template))
                .map(operation -> {
                    assertThat(ROLES).containsKey(operation);
                    String[] parts = operation.split(" ");
                    return new Call(parts[0], parts[1].replaceAll("\\{[a-z]+}", "a1"), ROLES.get(operation));
                })
                .toList();
        assertThat(calls).hasSizeGreaterThan(3);
        return calls;
    }

    private Stream<String> methods(String template) {
        try {
            Response response = server.send("TRACE", template.replaceAll("[{}]", ""), "");
            assertThat(response.status()).isEqualTo(405);
            return Arrays.stream(response.headers().get("allow").split(", "));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertRecorded(Call call, int status, String user) throws IOException {
        if (call.changes()) {
            JsonObject newest = newest(server.folder().resolve("rejected.log"));
            assertThat(newest.getString("method")).isEqualTo(call.method());
            assertThat(newest.getString("path")).isEqualTo(call.path());
            assertThat(newest.getInt("status")).isEqualTo(status);
            assertThat(newest.getString("user")).isEqualTo(user);
            assertThat(newest.getString("address")).startsWith("10.1.");
        }
    }

    private static JsonObject newest(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        try (JsonReader reader = Json.createReader(new StringReader(lines.get(lines.size() - 1)))) {
            return reader.readObject();
        }
    }

    /** Returns the content of all files but the record of rejected requests. */
    private Map<String, String> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("rejected.log"))
                    .collect(
                            Collectors.toMap(Path::toString, ManagementAttackTest::content, (a, b) -> a, TreeMap::new));
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
