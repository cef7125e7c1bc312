// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.change.ManagedServer.Result;
import dev.cvr0.admin.management.Drafts;
import dev.cvr0.catalog.signing.SigningKeyPair;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftOperationsTest {

    private static final String SCRIPT = "<script>alert(1)</script>\"'&";

    @TempDir
    private Path temp;

    private ManagedServer server;

    @BeforeEach
    void start() {
        server = new ManagedServer(temp);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldCreateADraftOfTheServedCatalog() {
        Result created = server.create("a", "{\"from\": \"served\", \"comment\": \"why\"}")
                .expect(201);

        JsonObject draft = created.json();
        assertThat(draft.getString("name")).isEqualTo("a");
        assertThat(draft.getString("author")).isEqualTo("ann");
        assertThat(draft.getInt("base")).isEqualTo(1);
        assertThat(draft.getString("comment")).isEqualTo("why");
        assertThat(draft.getJsonObject("files").getString("a.yaml")).isEqualTo(ManagedServer.text("1.0"));
        assertThat(draft.getBoolean("valid")).isTrue();
        assertThat(draft.getJsonArray("errors")).isEmpty();
        assertThat(draft.isNull("publication")).isTrue();
        Result read = server.get("/v1/drafts/a").expect(200);
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(read.tag()).isEqualTo(created.tag()).matches("\"[0-9a-f]{64}\"");
        JsonObject listed = server.get("/v1/drafts").array().getJsonObject(0);
        assertThat(listed.keySet())
                .containsExactly("name", "author", "changed", "base", "comment", "valid", "publication");
    }

    @Test
    void shouldRestoreAnOldVersionOnTopOfTheNewest() {
        server.publish(server.request(2, 1, ManagedServer.text("2.0")));

        JsonObject draft =
                server.create("a", "{\"from\": \"version:1\"}").expect(201).json();

        assertThat(draft.getInt("base")).isEqualTo(2);
        assertThat(draft.getJsonObject("files").getString("a.yaml")).isEqualTo(ManagedServer.text("1.0"));
        assertThat(server.create("b", "{\"from\": \"version:9\"}").expect(404).detail())
                .contains("there is no version 9");
    }

    @Test
    void shouldAcceptAnInvalidCatalogWithItsErrors() {
        JsonObject draft = server.create("a", ManagedServer.files(Map.of("x.yaml", "format: 1\nrules: 3\n")))
                .expect(201)
                .json();

        assertThat(draft.getBoolean("valid")).isFalse();
        assertThat(draft.getJsonArray("errors").getValuesAs(JsonObject.class)).anySatisfy(error -> {
            assertThat(error.getString("file")).isEqualTo("x.yaml");
            assertThat(error.getInt("line")).isEqualTo(2);
            assertThat(error.getString("message")).contains("rules");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"from\": \"served\", \"files\": {\"a.yaml\": \"\"}}",
                "{\"from\": \"version:0\"}",
                "{\"from\": \"draft:\"}",
                "{\"from\": 1}",
                "{\"files\": []}",
                "{\"files\": {}}",
                "{\"files\": {\"a.yaml\": 1}}",
                "{\"files\": {\"../a.yaml\": \"\"}}",
                "{\"files\": {\"a\\\\b.yaml\": \"\"}}",
                "{\"files\": {\".a.yaml\": \"\"}}",
                "{\"files\": {\"a.yaml\": \"\\ud800\"}}",
                "{\"from\": \"served\", \"base\": -1}",
                "{\"from\": \"served\", \"base\": 1.5}",
                "{\"from\": \"served\", \"base\": 1e99}",
                "{\"from\": \"served\", \"base\": \"1\"}",
                "{\"from\": \"served\", \"author\": \"bob\"}",
                "[]",
                "{"
            })
    void shouldRejectAnInvalidBody(String body) {
        server.create("a", body).expect(400);
        assertThat(server.get("/v1/drafts").array()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "-a", "..", "%2e%2e", "a%2Fb", "..%2f..%2fx", "a%00", "a.json"})
    void shouldRejectOtherNames(String name) {
        server.create(name, "{\"from\": \"served\"}").expect(400);
        server.get("/v1/drafts/" + name).expect(404);
        assertThat(temp.resolve("http")).doesNotExist();
    }

    @Test
    void shouldRequireTheStateThatTheUserHasSeen() {
        String path = "/v1/drafts/a";
        Result first = server.create("a", "{\"from\": \"served\"}").expect(201);
        Result second = server.change("bob", "PUT", path, first.tag(), "{\"comment\": \"b\"}")
                .expect(200);

        server.create("a", "{\"from\": \"served\"}").expect(412);
        assertThat(server.change("cem", "PUT", path, first.tag(), "{\"comment\": \"c\"}")
                        .expect(412)
                        .detail())
                .startsWith("the draft a was changed by 'bob' at ");
        server.change("cem", "DELETE", path, first.tag(), "").expect(412);
        server.send("cem", "PUT", path, Map.of(), "{}").expect(428);
        server.send("cem", "DELETE", path, Map.of(), "").expect(428);
        server.send("cem", "PUT", "/v1/drafts/b", Map.of(), "{}").expect(428);
        server.change("cem", "PUT", "/v1/drafts/b", first.tag(), "{}").expect(404);
        server.change("viewer", "PUT", path, second.tag(), "{}").expect(403);
        assertThat(server.get(path).json().getString("comment")).isEqualTo("b");

        server.change("cem", "DELETE", path, second.tag(), "").expect(204);
        server.get(path).expect(404);
    }

    @Test
    void shouldKeepWhatAnEditDoesNotName() {
        Result created = server.create("a", "{\"from\": \"served\", \"comment\": \"why\"}");

        JsonObject edited = server.change(
                        "bob", "PUT", "/v1/drafts/a", created.tag(), ManagedServer.files(Map.of("b.yaml", "format: 1")))
                .expect(200)
                .json();

        assertThat(edited.getString("author")).isEqualTo("bob");
        assertThat(edited.getString("comment")).isEqualTo("why");
        assertThat(edited.getInt("base")).isEqualTo(1);
        assertThat(edited.getJsonObject("files").keySet()).containsExactly("b.yaml");
    }

    @Test
    void shouldReturnTextOfUsersAsJsonOnly() {
        String body = Json.createObjectBuilder()
                .add("files", Json.createObjectBuilder().add("<b>.yaml", SCRIPT))
                .add("comment", SCRIPT)
                .build()
                .toString();

        Result created = server.create("a", body).expect(201);

        assertThat(created.json().getString("comment")).isEqualTo(SCRIPT);
        for (Result result : new Result[] {
            created,
            server.get("/v1/drafts"),
            server.create("<script>", "{}"),
            server.create("b", "{\"from\": \"<script>\"}"),
            server.create("b", "{\"<script>\": \"\"}")
        }) {
            assertThat(result.headers().get("Content-Type"))
                    .startsWith("application/")
                    .contains("json");
            assertThat(result.headers()).containsEntry("X-Content-Type-Options", "nosniff");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"from\": \"served\", \"comment\": \"KEY\"}",
                "{\"files\": {\"key.pem\": \"KEY\"}}",
                "{\"files\": {\"KEY\": \"\"}}",
                "{\"KEY\": 1}",
                "{\"from\": \"KEY\"}"
            })
    void shouldRefusePrivateKeysWithoutStoringThem(String body) throws IOException {
        SigningKeyPair.generate().signing().write(temp.resolve("key.pem"));
        String pem = Files.readString(temp.resolve("key.pem"));
        Files.delete(temp.resolve("key.pem"));
        Result draft = server.create("a", "{\"from\": \"served\"}");

        for (String key : new String[] {pem, pem.lines().skip(1).findFirst().orElseThrow()}) {
            String escaped = body.replace("KEY", key.replace("\n", "\\n"));
            Result created = server.create("b", escaped).expect(400);
            Result edited = server.change("ann", "PUT", "/v1/drafts/a", draft.tag(), escaped)
                    .expect(400);
            assertThat(created.detail()).startsWith("the body contains a private key");
            assertThat(edited.body() + created.body()).doesNotContain(key);
        }

        try (Stream<Path> files = Files.walk(temp.resolve("http"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(1)
                    .allSatisfy(file -> assertThat(file).content().isEqualTo(content("a")));
        }
    }

    private String content(String name) {
        try {
            String content = Files.readString(temp.resolve("http/drafts/" + name + ".json"));
            assertThat(content).doesNotContain("PRIVATE");
            return content;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldLimitTheSize() {
        String large = "x".repeat(Drafts.MAX_BYTES - 1000);
        Result draft =
                server.create("a", ManagedServer.files(Map.of("a.yaml", large))).expect(201);

        server.create("b", ManagedServer.files(Map.of("a.yaml", large + large))).expect(413);
        server.create("b", ManagedServer.files(Map.of("a.yaml", large, "b.yaml", "x".repeat(1000))))
                .expect(413);
        assertThat(server.get("/v1/drafts/a").tag()).isEqualTo(draft.tag());
        assertThat(server.get("/v1/drafts").array()).hasSize(1);
    }

    @Test
    void shouldListADamagedDraft() throws IOException {
        server.create("a", "{\"from\": \"served\"}").expect(201);
        Files.writeString(temp.resolve("http/drafts/b.json"), "{");

        assertThat(server.get("/v1/drafts").array().getJsonObject(0).getString("name"))
                .isEqualTo("a");
        assertThat(server.get("/v1/drafts").array().getJsonObject(1).getString("problem"))
                .startsWith("the file of the draft b is damaged: ");
        assertThat(server.get("/v1/drafts/b").expect(500).detail()).contains("is damaged");
    }
}
