// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.admin.access.TokenFile;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.server.http.HttpSocket.Response;
import dev.cvr0.settings.InvalidSettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The management operations of a running server. */
@Timeout(120)
class ManagementTest {

    private static final String DRAFT = "{\"from\":\"served\"}";
    private static final int TOO_MANY_DRAFTS = 409;
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path root;

    @Test
    void shouldRecordChanges() throws Exception {
        try (ManagedServer server = ManagedServer.start(root, Map.of())) {
            assertThat(create(server, "a1").status()).isEqualTo(201);
            assertThat(create(server, "a1").status()).isEqualTo(412);

            assertThat(Files.readAllLines(server.folder().resolve("audit.log")))
                    .singleElement()
                    .asString()
                    .contains(
                            "\"user\":\"editor-user\"",
                            "\"address\":\"127.0.0.1\"",
                            "\"method\":\"PUT\"",
                            "\"path\":\"/v1/drafts/a1\"",
                            "\"status\":201");
            Response audit = server.send("GET", "/v1/audit?limit=5", "", server.bearer(Role.PUBLISHER));
            assertThat(audit.body()).matches("\\[\\{\"time\":.*\"status\":412},\\{\"time\":.*\"status\":201}]");
        }
    }

    @Test
    void shouldRefuseChangesIfTheyCannotBeRecorded() throws Exception {
        try (ManagedServer server = ManagedServer.start(root, Map.of())) {
            Path log = Files.createDirectory(server.folder().resolve("audit.log"));

            assertThat(create(server, "a1").status()).isEqualTo(503);
            assertThat(server.send("GET", "/v1/drafts", "", server.bearer(Role.VIEWER))
                            .body())
                    .doesNotContain("a1");

            Files.delete(log);
            assertThat(create(server, "a1").status()).isEqualTo(201);
        }
    }

    @Test
    void shouldRecordSlowBodies() throws Exception {
        try (ManagedServer server = ManagedServer.start(root, Map.of());
                HttpSocket client = server.connect()) {
            String request = ManagedServer.request(
                    "PUT", "/v1/drafts/a1", DRAFT, server.bearer(Role.EDITOR), "If-None-Match: *");

            client.send(request.substring(0, request.length() - 1));

            assertThat(client.read().status()).isEqualTo(408);
            assertThat(Files.readString(server.folder().resolve("rejected.log")))
                    .contains("\"user\":\"editor-user\"", "\"path\":\"/v1/drafts/a1\"", "\"status\":408");
        }
    }

    @Test
    void shouldLimitParallelRequests() throws Exception {
        try (ManagedServer server = ManagedServer.start(root, Map.of())) {
            List<CompletableFuture<Integer>> statuses = IntStream.range(0, 1000)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> status(server, i), task -> new Thread(task).start()))
                    .toList();

            assertThat(statuses.stream().map(CompletableFuture::join)).isSubsetOf(201, TOO_MANY_DRAFTS, 429, 503);
            assertThat(statuses.stream().map(CompletableFuture::join)).contains(201, 429);
            assertThat(server.send("GET", "/v1/me", "", server.bearer(Role.VIEWER))
                            .status())
                    .isEqualTo(200);
            long created =
                    statuses.stream().filter(status -> status.join() == 201).count();
            assertThat(Files.readAllLines(server.folder().resolve("audit.log"))).hasSize((int) created);
        }
    }

    @Test
    void shouldEndTheStreamOfARemovedUser() throws Exception {
        try (ManagedServer server = ManagedServer.start(root, Map.of());
                HttpSocket client = server.connect()) {
            client.send(ManagedServer.request("GET", "/v1/events", "", server.bearer(Role.VIEWER)));
            assertThat(client.read().headers()).containsEntry("content-type", "text/event-stream");
            assertThat(client.line()).isEqualTo("event: status");

            new TokenFile(root.resolve("tokens")).revoke("viewer-user");

            assertThatThrownBy(() -> {
                        while (true) {
                            client.line();
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the connection ended");
            assertThat(server.send("GET", "/v1/me", "", server.bearer(Role.VIEWER))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void shouldServeTheConsole() throws Exception {
        try (ManagedServer server = ManagedServer.start(root, Map.of())) {
            for (String path : List.of("/", "/console")) {
                assertThat(server.send("GET", path, "").status()).isEqualTo(302);
                assertThat(server.send("GET", path, "").headers()).containsEntry("location", "console/");
            }
            Response index = server.send("GET", "/console/", "");
            assertThat(index.status()).isEqualTo(200);
            assertThat(index.headers())
                    .containsEntry("content-type", "text/html; charset=utf-8")
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("referrer-policy", "no-referrer")
                    .containsEntry(
                            "content-security-policy",
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
            assertThat(index.body()).startsWith("<!doctype html>").doesNotContain("<script>", "style=", " on");
            for (String file : List.of("uPlot.iife.min.js", "main.js", "style.css", "icon.svg")) {
                Response response = server.send("GET", "/console/" + file, "");
                assertThat(response.status()).as(file).isEqualTo(200);
                String tag = "If-None-Match: " + response.headers().get("etag");
                Response current = server.send("GET", "/console/" + file, "", tag);
                assertThat(current.status()).isEqualTo(304);
                assertThat(current.body()).isEmpty();
            }
        }
    }

    @Test
    void shouldEncrypt() throws Exception {
        KeyStore keys = keys();
        Path certificate =
                pem("certificate", "CERTIFICATE", keys.getCertificate("a").getEncoded());
        Path key = pem(
                "key", "PRIVATE KEY", keys.getKey("a", PASSWORD.toCharArray()).getEncoded());
        try (ManagedServer server = ManagedServer.start(
                root,
                Map.of("cvr0.http.certificate", certificate.toString(), "cvr0.http.private-key", key.toString()))) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(keys)).build();
            URI me = URI.create("https://127.0.0.1:" + server.address().getPort() + "/v1/me");

            assertThat(client.send(
                                    HttpRequest.newBuilder(me)
                                            .header(
                                                    "Authorization",
                                                    server.bearer(Role.EDITOR).replace("Authorization: ", ""))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("editor-user");
            try (HttpSocket plain = server.connect()) {
                plain.send(ManagedServer.request("GET", "/v1/me", ""));
                assertThatThrownBy(plain::read).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void shouldExplainWrongFilesAtTheStart() throws Exception {
        Path wrong = Files.writeString(root.resolve("wrong"), "no PEM");

        assertThatThrownBy(() -> ManagedServer.start(
                        root,
                        Map.of("cvr0.http.certificate", wrong.toString(), "cvr0.http.private-key", wrong.toString())))
                .hasMessageContaining("cannot use the certificate " + wrong)
                .hasMessageContaining("openssl pkcs8 -topk8");
        Files.delete(root.resolve("tokens"));
        assertThatThrownBy(() -> ManagedServer.start(root, Map.of("cvr0.http.tokens", wrong.toString())))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(wrong + ":1: is not NAME ROLE SHA256; write it with 'cvr0 token");
        Files.delete(root.resolve("tokens"));
        assertThatThrownBy(() -> ManagedServer.start(root, Map.of("cvr0.http.folder", wrong.toString())))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("cvr0.http.folder: " + wrong + " cannot be created");
        Files.delete(root.resolve("tokens"));
        assertThatThrownBy(() -> ManagedServer.start(root, Map.of("cvr0.http.store", "mongodb:a")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("cvr0.http.store: ");
    }

    @Test
    void shouldLeaveNoThread() throws Exception {
        try (ManagedServer server = ManagedServer.start(root, Map.of())) {
            assertThat(create(server, "a1").status()).isEqualTo(201);
            assertThat(threads()).isNotEmpty();
        }

        while (threads().findAny().isPresent()) {
            Thread.onSpinWait();
        }
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("cvr0-audit-") || name.startsWith("cvr0-http-"));
    }

    private static int status(ManagedServer server, int number) {
        try {
            return create(server, "d" + number).status();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Response create(ManagedServer server, String name) throws IOException {
        return server.send("PUT", "/v1/drafts/" + name, DRAFT, server.bearer(Role.EDITOR), "If-None-Match: *");
    }

    private Path pem(String name, String type, byte[] content) throws IOException {
        return Files.writeString(
                root.resolve(name),
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + type + "-----\n");
    }

    private KeyStore keys() throws Exception {
        Path file = root.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", keys.getCertificate("a"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
