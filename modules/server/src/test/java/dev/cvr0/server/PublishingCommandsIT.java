// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.signing.SigningKeyPair;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands for shared catalogs as processes, with the folder of a web server and with PostgreSQL. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledOnOs(value = OS.LINUX, disabledReason = "only the binaries of PostgreSQL for Linux are test dependencies")
class PublishingCommandsIT {

    private static final String RULES = """
            rules: []
            otherwise: { recommend: %s, minimum: 1.0, download: http://a.example/, fallback: http://a.example/ }
            """;

    private final SigningKeyPair keys = SigningKeyPair.generate();
    private final String key = "--public-key=" + keys.verifying();
    private final List<Process> servers = new ArrayList<>();

    @TempDir
    private Path temp;

    private Path home = Path.of(System.getProperty("cvr0.home"));

    @BeforeEach
    void writeCatalog() throws IOException {
        keys.signing().write(temp.resolve("key.pem"));
        Path folder = Files.createDirectory(temp.resolve("catalog.d"));
        Files.writeString(folder.resolve("10-releases.yaml"), "format: 1\nreleases: { LIB: [1.0, 2.0] }\n");
    }

    @AfterEach
    void killServers() throws InterruptedException {
        for (Process server : servers) {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldPublishToTheFolderOfAWebServer() throws Exception {
        Files.createDirectory(temp.resolve("www"));
        sign(1, "1.0");
        Run first = run("publish", "catalog.d", "--to=www", key, "--author=ann", "--comment=first");
        Run repeated = run("publish", "catalog.d", "--to=www", key, "--author=bob");
        sign(2, "2.0");
        Run second = run("publish", "catalog.d", "--to=www", key, "--author=bob");

        assertThat(first.err()).isEmpty();
        assertThat(first.out()).contains("version 1, published by 'ann'");
        assertThat(repeated.code()).isEqualTo(1);
        assertThat(repeated.err()).contains("has version 1, published by 'ann'", "but version 1 is not higher");
        assertThat(second.code()).isZero();
        assertThat(run("history", "--from=www").out().lines())
                .hasSize(3)
                .anyMatch(line -> line.endsWith("ann     first"));
        assertThat(run("diff", "1", "2", "--from=www", key).out()).contains("the answer changes for 2 of 2 clients");
        assertThat(run("show", "1", "--from=www", key, "--output=shown").code()).isZero();
        assertThat(run("check", "shown", key).out()).contains("shown: signed (version: 1");
        assertThat(run("nodes", "--from=www").code()).isEqualTo(1);
        sign(3, "2.0");
        assertThat(run("publish", "catalog.d", "--to=www", key, "--wait").code())
                .isEqualTo(1);
        assertThat(run("publish", "catalog.d", "--to=www", key, "--active-from=PT1H")
                        .code())
                .isEqualTo(1);
        assertThat(run("history", "--from=www").out().lines()).hasSize(3);

        Run restored = run("restore", "1", "--from=www", key, "--output=old");

        assertThat(restored.out()).contains("cvr0 sign old --key KEY --catalog-version 3", " --base 2\n");
        assertThat(run("sign", "old", "--key=key.pem", "--catalog-version=3", "--expires=P30D")
                        .code())
                .isZero();
        assertThat(run("publish", "old", "--to=www", key, "--base=2").code()).isZero();
        assertThat(run("diff", "1", "3", "--from=www", key).code()).isZero();

        Path stored = temp.resolve("www/versions/2.sig");
        Files.write(stored, Files.readAllBytes(temp.resolve("www/versions/1.sig")));
        assertThat(run("show", "2", "--from=www", key).err()).contains("the signature is for version 1");
    }

    @Test
    void shouldPublishToServersThatShareADatabase() throws Exception {
        addDatabaseToDistribution();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String target = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres";
            sign(1, "1.0");
            Run first = run("publish", "catalog.d", "--to=" + target, key, "--wait");
            assertThat(first.out()).contains("version 1, published by");
            assertThat(first.err()).contains("no live server reports");
            String http = serve(target, "a");
            serve(target, "b");
            sign(2, "2.0");

            Run second = run("publish", "catalog.d", "--to=" + target, key, "--wait=60s", "--json");

            assertThat(second.err()).isEmpty();
            assertThat(second.code()).isZero();
            assertThat(object(second).getJsonArray("late")).isEmpty();
            Run nodes = run("nodes", "--from=" + target, "--json");
            assertThat(nodes.code()).isZero();
            assertThat(object(nodes).getJsonArray("nodes").getValuesAs(JsonObject.class))
                    .extracting(node -> node.getString("name") + node.getInt("serving"))
                    .containsExactly("a2", "b2");
            Run status = run("status", "--url=" + http, "--json");
            assertThat(status.code()).isZero();
            assertThat(object(status).getString("node")).isEqualTo("a");
            assertThat(object(status).getJsonObject("catalog").getInt("version"))
                    .isEqualTo(2);
            sign(3, "1.0");
            Run scheduled = run("publish", "catalog.d", "--to=" + target, key, "--active-from=PT1H", "--wait=60s");
            assertThat(scheduled.err()).isEmpty();
            assertThat(scheduled.code()).isZero();
            assertThat(run("nodes", "--from=" + target).code()).isZero();
            assertThat(run("publish", "catalog.d", "--to=" + target, key, "--base=2")
                            .code())
                    .isEqualTo(1);
        }
        assertThat(run("history", "--from=jdbc:postgresql://127.0.0.1:1/none").code())
                .isEqualTo(3);
    }

    private String serve(String target, String node) throws IOException {
        Process server = command(List.of(
                        "serve",
                        "--listen=127.0.0.1:0",
                        "--http=127.0.0.1:0",
                        "--catalog=" + target,
                        "--set=cvr0.catalog.public-key=" + keys.verifying(),
                        "--set=cvr0.catalog.state=" + temp.resolve("state-" + node),
                        "--set=cvr0.node=" + node))
                .directory(temp.toFile())
                .redirectError(temp.resolve("err-" + node).toFile())
                .start();
        servers.add(server);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < 2; line++) {
            lines.add(server.inputReader(StandardCharsets.UTF_8).readLine());
        }
        assertThat(lines.get(1)).startsWith("the HTTP API listens on 127.0.0.1:");
        return "http://" + lines.get(1).replaceFirst(".* ", "");
    }

    private void addDatabaseToDistribution() throws IOException, URISyntaxException {
        DistributionCopy copy = DistributionCopy.in(Files.createDirectory(temp.resolve("home")));
        copy.addJarOf(org.postgresql.Driver.class);
        home = copy.home();
    }

    private void sign(int version, String recommended) throws Exception {
        Files.writeString(temp.resolve("catalog.d/20-rules.yaml"), RULES.formatted(recommended));
        assertThat(run("sign", "catalog.d", "--key=key.pem", "--catalog-version=" + version, "--expires=P30D")
                        .code())
                .isZero();
    }

    private Run run(String... args) throws Exception {
        return Run.of(command(List.of(args)), temp);
    }

    private ProcessBuilder command(List<String> args) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/cvr0").toString()));
        command.addAll(args);
        return new ProcessBuilder(command);
    }

    private static JsonObject object(Run run) {
        return Json.createReader(new StringReader(run.out())).readObject();
    }
}
