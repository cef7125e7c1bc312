// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static dev.cvr0.server.Run.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cvr0.admin.access.TokenFile;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.server.runtime.Cvr0Server;
import dev.cvr0.settings.SettingSource;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cvr0 sign} and {@code cvr0 publish} with the URL of a draft, on a real server and on hostile ones. */
@Timeout(120)
class DraftCommandsTest {

    private static final String RULES =
            "format: 1\nreleases: { LIB: [1.0, 2.0] }\nrules: []\notherwise: { recommend: %s,"
                    + " minimum: 1.0, download: http://a.example/, fallback: http://a.example/ }\n";
    private static final Instant EXPIRES = Instant.parse("2999-01-31T00:00:00Z");

    private final SigningKeyPair ann = SigningKeyPair.generate();
    private final SigningKeyPair bob = SigningKeyPair.generate();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> received = new CopyOnWriteArrayList<>();

    @TempDir
    private Path temp;

    private String annKey = "";
    private String tokenFile = "";

    @BeforeEach
    void writeKeys() throws IOException {
        ann.signing().write(temp.resolve("ann.pem"));
        bob.signing().write(temp.resolve("bob.pem"));
        annKey = "--key=" + temp.resolve("ann.pem");
        tokenFile = "--token-file=" + Files.writeString(temp.resolve("token"), "secret\n");
    }

    @AfterEach
    void stopServers() {
        hostile.forEach(server -> server.stop(0));
    }

    private final AtomicInteger conflicts = new AtomicInteger();
    private final List<HttpServer> hostile = new CopyOnWriteArrayList<>();

    @Test
    void shouldSignAndPublishADraft() throws Exception {
        String editor = token("editor", Role.EDITOR);
        String publisher = token("publisher", Role.PUBLISHER);
        useToken(editor);
        try (Cvr0Server server = start()) {
            String draft = url(server) + "/v1/drafts/a";
            String tag = send("PUT", draft, "If-None-Match", "*", content("2.0"));

            Run unplanned = run("sign", draft, annKey, tokenFile);
            assertThat(unplanned.code()).isEqualTo(1);
            assertThat(unplanned.err()).contains("the draft has no version and expiry to be signed");

            send("PUT", draft + "/publication", "If-Match", tag, "{}");
            Run first = run("sign", draft, annKey, tokenFile);
            assertThat(first.err()).isEmpty();
            assertThat(first.code()).isZero();
            assertThat(first.out())
                    .contains(
                            draft + ": valid (rules: 0, releases: 2)",
                            "difference to version 1:",
                            "the answer changes for 2 of 2 clients",
                            "signing version 2 (expires: ",
                            draft + ": signature sent (signatures: 1 of 2)");
            assertThat(run("sign", draft, annKey, tokenFile).out()).contains("(signatures: 1 of 2)");
            assertThat(run("publish", draft, tokenFile).err())
                    .isEqualToIgnoringNewLines("cvr0: " + draft
                            + "/publish: status 403: the user editor does not have the role publisher; use the token of one"
                            + " who has it");

            useToken(publisher);
            Run early = run("publish", draft, tokenFile);
            assertThat(early.code()).isEqualTo(1);
            assertThat(early.err()).contains("status 409: ", "signed with 1 of 2 required keys");
            assertThat(run("sign", draft, "--key=" + temp.resolve("bob.pem"), tokenFile)
                            .out())
                    .contains("(signatures: 2 of 2)");
            Run published = run("publish", draft, tokenFile, "--comment=why", "--json");
            assertThat(published.err()).isEmpty();
            assertThat(published.code()).isZero();
            JsonObject publication =
                    Json.createReader(new StringReader(published.out())).readObject();
            assertThat(publication.getInt("version")).isEqualTo(2);
            assertThat(publication.getString("author")).isEqualTo("publisher");
            assertThat(run("history", "--from=folder:" + temp.resolve("published"))
                            .out())
                    .contains("publisher")
                    .contains("why");

            server.reload();
            assertThat(run(
                                    "ask",
                                    "127.0.0.1:" + server.address().getPort(),
                                    "VER 1 CVR0",
                                    "CVQ 2 0x0409 winnt 5.1 i386 LIB 1.0")
                            .out())
                    .contains("CVQ 2 2.0 ");
            assertThat(run("publish", draft, tokenFile).err()).contains("status 404: there is no draft with this name");
        }
    }

    @Test
    void shouldReportWrongTokensAndServers() throws IOException {
        token("editor", Role.EDITOR);
        try (Cvr0Server server = start()) {
            String draft = url(server) + "/v1/drafts/a";
            Run unauthorized = run("sign", draft, annKey, tokenFile);
            assertThat(unauthorized.code()).isEqualTo(1);
            assertThat(unauthorized.err()).startsWith("cvr0: " + draft + ": status 401: ");
            assertThat(unauthorized.err()).doesNotContain("secret");

            Run tls = run("sign", draft.replace("http:", "https:"), annKey, tokenFile);
            assertThat(tls.code()).isEqualTo(3);
            assertThat(tls.err()).contains(": TLS failed: ", "; check the certificate");
        }
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        Run refused = run("publish", "http://localhost:" + port + "/v1/drafts/a", tokenFile);
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err())
                .isEqualToIgnoringNewLines(
                        "cvr0: http://localhost:" + port + "/v1/drafts/a: cannot connect; check the host"
                                + " and the port, and that the server runs with cvr0.http");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://updates.example/v1/drafts/a | everybody on the network could read the token",
                "http://127.0.0.1.example/v1/drafts/a | everybody on the network could read the token",
                "http://localhost.example/v1/drafts/a | everybody on the network could read the token",
                "http://127.0.0.1:1@a.example/v1/drafts/a | is not the URL of a draft",
                "https://a.example/v1/drafts/a?x | is not the URL of a draft",
                "https://a.example/v1/drafts/a#x | is not the URL of a draft",
                "https://a.example/v1/drafts | is not the URL of a draft",
                "https://a.example/v1/drafts/../me | is not the URL of a draft",
                "https:///v1/drafts/a | is not the URL of a draft",
                "https://a.example/v1/drafts/%zz | is not a URL"
            })
    void shouldRejectOtherUrls(String url, String problem) {
        Run run = run("sign", url, annKey, tokenFile);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sign URL --key=KEY --catalog-version=2",
                "sign URL --key=KEY --expires=P1D",
                "sign URL --add=KEY",
                "sign URL",
                "sign x.yaml --key=KEY --catalog-version=2 --expires=P1D --token-file=x",
                "sign x.yaml --key=KEY --expires=P1D",
                "publish URL --to=x",
                "publish URL --wait",
                "publish URL --base=1",
                "publish URL --author=x",
                "publish URL --public-key=KEY",
                "publish x",
                "publish x --to=y --token-file=x"
            })
    void shouldRejectOtherOptions(String line) {
        Run run = run(line.replace("URL", "http://127.0.0.1:1/v1/drafts/a")
                .replace("KEY", line.contains("public-key") ? ann.verifying().toString() : temp + "/ann.pem")
                .split(" "));

        assertThat(run.code()).as(run.err()).isEqualTo(2);
    }

    @Test
    void shouldRequireAToken() {
        Run none = run("sign", "http://127.0.0.1:1/v1/drafts/a", annKey);
        Run missing = run("sign", "http://127.0.0.1:1/v1/drafts/a", annKey, "--token-file=" + temp.resolve("none"));

        assertThat(none.err()).contains("there is no token, or it contains other characters; set CVR0_TOKEN");
        assertThat(missing.err()).contains("cannot read the token: no such file");
    }

    @Test
    void shouldNeverSendThePrivateKey() throws IOException {
        String pem = Files.readString(temp.resolve("ann.pem"));
        String encoded = pem.lines().skip(1).findFirst().orElseThrow();
        JsonObject draft = draft(RULES.formatted("2.0"), EXPIRES, Map.of());

        Run run = run("sign", serve(200, draft.toString()), annKey, tokenFile);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(received).hasSize(3).anyMatch(request -> request.contains("signature "));
        assertThat(received).noneMatch(request -> request.contains("PRIVATE") || request.contains(encoded));
        assertThat(run.out() + run.err()).doesNotContain(encoded);
    }

    @Test
    void shouldNotSignContentThatTheServerDescribesWrongly() throws IOException {
        String other = Sha256.of(new byte[0]).hex();

        assertNothingSigned(
                draft(RULES.formatted("2.0"), EXPIRES, Map.of("digest", other)),
                "the server names another digest than that of the files");
        assertNothingSigned(draft("rules: 7\n", EXPIRES, Map.of()), "a.yaml:1:");
        assertNothingSigned(
                draft(RULES.formatted("2.0"), Instant.parse("2020-01-31T00:00:00Z"), Map.of()),
                "the expiry 2020-01-31T00:00:00Z is not in the future");
        for (String body : List.of(
                "{\"publication\": 1}",
                "{\"publication\": {}}",
                "{\"publication\": {}, \"files\": {\"../a\": \"\"}}",
                "{\"files\": {}}",
                "[]",
                "x",
                "")) {
            assertNothingSigned(body, "check the URL");
        }
    }

    @Test
    void shouldPrintProblemsWithoutControlCharacters() throws IOException {
        String problem = "{\"detail\": \"\\u001b[31m<script>\\n\"}";

        Run run = run("sign", serve(409, problem), annKey, tokenFile);

        assertThat(run.err()).contains(": status 409: \\u001b[31m<script>\\u000a");
        assertThat(run("sign", serve(302, ""), annKey, tokenFile).err()).contains("status 302: not a response");
    }

    @Test
    void shouldSendTheSignatureAgainIfAnotherPersonSignsMeanwhile() throws IOException {
        conflicts.set(2);

        Run run = run(
                "sign",
                serve(200, draft(RULES.formatted("2.0"), EXPIRES, Map.of()).toString()),
                annKey,
                tokenFile);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(received.stream().filter(request -> request.startsWith("POST")))
                .hasSize(3);
        conflicts.set(100);
        Run changed = run(
                "publish",
                serve(200, draft(RULES.formatted("2.0"), EXPIRES, Map.of()).toString()),
                tokenFile);
        assertThat(changed.err()).contains("status 412: the draft was changed meanwhile; run the command again");
    }

    private void assertNothingSigned(JsonObject draft, String problem) throws IOException {
        assertNothingSigned(draft.toString(), problem);
    }

    private void assertNothingSigned(String body, String problem) throws IOException {
        received.clear();
        Run run = run("sign", serve(200, body), annKey, tokenFile);

        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains(problem);
        assertThat(received).noneMatch(request -> request.startsWith("POST"));
    }

    /** Starts a server that answers every request in the same way. */
    private String serve(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            boolean conflict = exchange.getRequestMethod().equals("POST") && conflicts.getAndDecrement() > 0;
            exchange.sendResponseHeaders(conflict ? 412 : status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        hostile.add(server);
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/drafts/a";
    }

    /** Returns a draft with fields of the publication that replace the right ones. It is the text of a file, too. */
    private static JsonObject draft(String text, Instant expires, Map<String, String> wrong) {
        Manifest manifest =
                new Manifest(2, expires, List.of(SignedFile.of("a.yaml", text.getBytes(StandardCharsets.UTF_8))));
        JsonObjectBuilder publication = Json.createObjectBuilder()
                .add("version", 2)
                .add("expires", expires.toString())
                .add("digest", SignedManifest.digest(manifest).hex())
                .add("required", 2)
                .add("signatures", Json.createArrayBuilder());
        wrong.forEach(publication::add);
        return Json.createObjectBuilder()
                .add("base", 0)
                .add("files", Json.createObjectBuilder().add("a.yaml", text))
                .add("publication", publication)
                .build();
    }

    private static String content(String recommended) {
        return Json.createObjectBuilder()
                .add("files", Json.createObjectBuilder().add("a.yaml", RULES.formatted(recommended)))
                .build()
                .toString();
    }

    /** Publishes version 1 to a folder, and starts a server that reads it. */
    private Cvr0Server start() throws IOException {
        String published = "folder:" + temp.resolve("published");
        String keys = ann.verifying() + "," + bob.verifying();
        Path catalog = Files.createDirectory(temp.resolve("catalog.d"));
        Files.writeString(catalog.resolve("a.yaml"), RULES.formatted("1.0"));
        assertThat(run("sign", catalog.toString(), annKey, "--catalog-version=1", "--expires=P30D")
                        .code())
                .isZero();
        assertThat(run("sign", catalog.toString(), "--add=" + temp.resolve("bob.pem"))
                        .code())
                .isZero();
        assertThat(run(
                                "publish",
                                catalog.toString(),
                                "--to=" + published,
                                "--public-key=" + keys,
                                "--signatures-required=2")
                        .code())
                .isZero();
        return Cvr0Server.start(SettingSource.of(Map.of(
                "cvr0.listen",
                "127.0.0.1:0",
                "cvr0.catalog",
                published,
                "cvr0.catalog.public-key",
                keys,
                "cvr0.catalog.signatures-required",
                "2",
                "cvr0.catalog.state",
                temp.resolve("state").toString(),
                "cvr0.http",
                "127.0.0.1:0",
                "cvr0.http.tokens",
                temp.resolve("tokens").toString(),
                "cvr0.http.folder",
                temp.resolve("http").toString())));
    }

    private String token(String user, Role role) {
        return new TokenFile(temp.resolve("tokens")).add(user, EnumSet.of(role));
    }

    private void useToken(String token) throws IOException {
        Files.writeString(temp.resolve("token"), token);
    }

    private static String url(Cvr0Server server) {
        return "http://127.0.0.1:" + server.httpAddress().orElseThrow().getPort();
    }

    private String send(String method, String url, String header, String value, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Authorization", "Bearer " + Files.readString(temp.resolve("token")))
                        .header("Sec-Fetch-Site", "none")
                        .header("Content-Type", "application/json")
                        .header(header, value)
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return response.headers().firstValue("ETag").orElseThrow();
    }
}
