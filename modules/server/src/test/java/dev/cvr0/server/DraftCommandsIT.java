// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.signing.SigningKeyPair;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Drafts that two persons sign with commands, and a server publishes: with a published folder and with PostgreSQL. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledOnOs(value = OS.LINUX, disabledReason = "only the binaries of PostgreSQL for Linux are test dependencies")
class DraftCommandsIT {

    private static final String CATALOG =
            "format: 1\nreleases: { LIB: [1.0, 2.0, 3.0] }\nrules: []\notherwise: { recommend:"
                    + " %s, minimum: 1.0, download: http://a.example/, fallback: http://a.example/ }\n";
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final SigningKeyPair ann = SigningKeyPair.generate();
    private final SigningKeyPair bob = SigningKeyPair.generate();
    private final SigningKeyPair emergency = SigningKeyPair.generate();
    private final String keys = ann.verifying() + "," + bob.verifying();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> servers = new ArrayList<>();

    @TempDir
    private Path temp;

    private Path home = Path.of(System.getProperty("cvr0.home"));
    private String token = "";
    private String address = "";
    private String api = "";

    @BeforeEach
    void writeKeysAndCatalog() throws IOException {
        ann.signing().write(temp.resolve("ann.pem"));
        bob.signing().write(temp.resolve("bob.pem"));
        emergency.signing().write(temp.resolve("emergency.pem"));
        Path folder = Files.createDirectory(temp.resolve("catalog.d"));
        Files.writeString(folder.resolve("a.yaml"), CATALOG.formatted("1.0"));
    }

    @AfterEach
    void killServers() throws InterruptedException {
        for (Process server : servers) {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldPublishDraftsInAFolder() throws Exception {
        Run early = run(serveCommand("folder:published").toArray(String[]::new));
        assertThat(early.code).isEqualTo(3);
        assertThat(early.err)
                .contains(
                        "there is no publication in this folder; publish a signed catalog with 'cvr0 publish CATALOG --to"
                                + " folder:published'");
        publishDrafts("folder:published");
        assertThat(run("history", "--from=folder:published").out.lines()).hasSize(4);
    }

    @Test
    void shouldPublishDraftsInADatabase() throws Exception {
        DistributionCopy copy = DistributionCopy.in(Files.createDirectory(temp.resolve("home")));
        copy.addJarOf(org.postgresql.Driver.class);
        home = copy.home();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String location = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres";
            publishDrafts(location);
            assertThat(run("history", "--from=" + location).out.lines()).hasSize(4);
        }
    }

    private void publishDrafts(String location) throws Exception {
        token = run("token", "ann", "--role=publisher,emergency", "--file=tokens")
                .out
                .strip();
        run("sign", "catalog.d", "--key=ann.pem", "--catalog-version=1", "--expires=P30D");
        run("sign", "catalog.d", "--add=bob.pem");
        Run first = run("publish", "catalog.d", "--to=" + location, "--public-key=" + keys, "--signatures-required=2");
        assertThat(first.code).as(first.err).isZero();
        Process server = serve(location);
        awaitAnswer("1.0", "1.0");

        String draft = api + "/v1/drafts/to-2";
        HttpResponse<String> created = send(
                "PUT",
                draft,
                "If-None-Match",
                "*",
                Json.createObjectBuilder()
                        .add("files", Json.createObjectBuilder().add("a.yaml", CATALOG.formatted("2.0")))
                        .build()
                        .toString());
        send("PUT", draft + "/publication", "If-Match", tag(created), "{}");
        Run annSigns = run("sign", draft, "--key=ann.pem");
        assertThat(annSigns.code).as(annSigns.err).isZero();
        assertThat(annSigns.out)
                .contains("difference to version 1:", "the answer changes for 3 of 3 clients", "(signatures: 1 of 2)");
        assertThat(run("publish", draft).err).contains("signed with 1 of 2 required keys");

        server.destroyForcibly().waitFor();
        serve(location);
        draft = api + "/v1/drafts/to-2";
        assertThat(run("sign", draft, "--key=bob.pem").out).contains("(signatures: 2 of 2)");
        Run published = run("publish", draft, "--comment=second");
        assertThat(published.code).as(published.err).isZero();
        awaitAnswer("1.0", "2.0");

        String restored = api + "/v1/drafts/back-to-1";
        created = send("PUT", restored, "If-None-Match", "*", "{\"from\": \"version:1\"}");
        send("PUT", restored + "/publication", "If-Match", tag(created), "{\"comment\": \"back\"}");
        run("sign", restored, "--key=ann.pem");
        run("sign", restored, "--key=bob.pem");
        assertThat(run("publish", restored).code).isZero();
        awaitAnswer("2.0", "1.0");

        run("emergency", "--key=emergency.pem", "--for=3", "--all", "--output=emergency.sig");
        HttpResponse<String> state = send("GET", api + "/v1/emergency", "Accept", "application/json", "");
        send(
                "PUT",
                api + "/v1/emergency",
                "If-Match",
                tag(state),
                Json.createObjectBuilder()
                        .add("document", Files.readString(temp.resolve("emergency.sig")))
                        .build()
                        .toString());
        awaitAnswer("2.0", "2.0");
    }

    /** Waits until the server recommends a version to a client on the wire. */
    private void awaitAnswer(String version, String recommended) throws Exception {
        long start = System.nanoTime();
        Run answer;
        do {
            answer = run("ask", address, "VER 1 CVR0", "CVQ 2 0x0409 winnt 5.1 i386 LIB " + version);
        } while (!answer.out.contains("CVQ 2 " + recommended + " ") && System.nanoTime() - start < LIMIT_NANOS);
        assertThat(answer.out).as(answer.err).contains("CVQ 2 " + recommended + " ");
    }

    private List<String> serveCommand(String location) {
        return List.of(
                "serve",
                "--listen=127.0.0.1:0",
                "--http=127.0.0.1:0",
                "--catalog=" + location,
                "--set=cvr0.catalog.public-key=" + keys,
                "--set=cvr0.catalog.signatures-required=2",
                "--set=cvr0.catalog.emergency-key=" + emergency.verifying(),
                "--set=cvr0.catalog.state=" + temp.resolve("state"),
                "--set=cvr0.http.tokens=" + temp.resolve("tokens"),
                "--set=cvr0.http.folder=" + temp.resolve("http"));
    }

    private Process serve(String location) throws IOException {
        Process server = start(serveCommand(location));
        servers.add(server);
        address = server.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(address)
                .as("err: %s", Files.readString(temp.resolve("err-serve")))
                .startsWith("cvr0 listens on ");
        address = address.replaceFirst(".* ", "");
        api = "http://" + server.inputReader(StandardCharsets.UTF_8).readLine().replaceFirst(".* ", "");
        return server;
    }

    private HttpResponse<String> send(String method, String url, String header, String value, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header(header, value)
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        JsonObject unused = Json.createReader(new StringReader(response.body())).readObject();
        return response;
    }

    private static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private Run run(String... args) throws Exception {
        Process process = start(List.of(args));
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out, Files.readString(temp.resolve("err-" + args[0])));
    }

    private Process start(List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/cvr0").toString()));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(temp.toFile())
                .redirectError(temp.resolve("err-" + args.get(0)).toFile());
        builder.environment().put("CVR0_TOKEN", token);
        return builder.start();
    }

    private record Run(int code, String out, String err) {}
}
