// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.ManagedServer;
import dev.cvr0.admin.management.Draft;
import dev.cvr0.admin.management.Drafts;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.ApiResponse.EventStream;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /v1/check}, {@code POST /v1/diff} and {@code GET /v1/events}. */
class CheckAndDiffTest {

    private static final String CATALOG = """
            format: 1
            releases: { MSNMSGR: [6.0.0602, 6.2.0205, 7.0.0813, 7.5.0324] }
            rules:
              - name: to-7
                when: { library: MSNMSGR, client-version: 6.0.0602 }
                recommend: 7.0.0813
                minimum: own
                download: http://a.example/7
                fallback: http://a.example/
            otherwise: { recommend: own, minimum: own, download: http://a.example/, fallback: http://a.example/ }
            """;
    private static final String LATER = """
            rules:
              - name: everyone-to-7.5
                when: { library: MSNMSGR, client-version: { below: 7.0 } }
                from: 2998-01-01T00:00:00Z
                until: 2999-01-01T00:00:00Z
                recommend: 7.5.0324
                minimum: 7.5.0324
                download: http://a.example/75
                fallback: http://a.example/
            """;

    @TempDir
    private Path folder;

    private ManagedServer server;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
        server = ManagedServer.start(folder, Map.of("cvr0.catalog", file.toString()));
        draft(
                "next",
                CATALOG.replace("recommend: 7.0.0813", "recommend: 7.5.0324").replace("rules:\n", LATER));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldListTheErrorsOfADraft() {
        draft("wrong", CATALOG.replace("recommend: 7.0.0813", "recommend: x"));

        JsonObject result = server.post("/v1/check", "{\"of\":\"draft:wrong\"}");

        assertThat(result.getBoolean("valid")).isFalse();
        assertThat(result.getJsonArray("errors").getJsonObject(0).getInt("line"))
                .isEqualTo(6);
    }

    @Test
    void shouldCheckFiles() {
        JsonObject valid = check(Map.of("a.yaml", CATALOG));
        assertThat(valid.getBoolean("valid")).isTrue();
        assertThat(valid.getJsonArray("errors")).isEmpty();

        JsonObject invalid = check(Map.of("a.yaml", CATALOG.replace("minimum: own\n", "minimum: <script>\n")));

        assertThat(invalid.getBoolean("valid")).isFalse();
        JsonObject error = invalid.getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("file")).isEqualTo("a.yaml");
        assertThat(error.getInt("line")).isEqualTo(7);
        assertThat(error.getInt("column")).isEqualTo(14);
        assertThat(error.getString("message")).contains("'<script>'");
        assertThat(server.post("/v1/check", "{\"of\":\"draft:next\"}").getBoolean("valid"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                    | send either files",
                "{\"files\":{},\"of\":\"served\"}      | send either files",
                "{\"files\":{}}                        | there are no files",
                "{\"files\":3}                         | send an object of strings",
                "{\"files\":{\"a.yaml\":3}}            | is a number; send a string",
                "{\"files\":{\"../a.yaml\":\"\"}}      | is not the name of a file",
                "{\"file\":{}}                         | did you mean files?"
            })
    void shouldRejectWrongChecks(String body, String detail) {
        assertThat(server.problem("POST", "/v1/check", body, 400)).contains(detail);
    }

    @Test
    void shouldCompareCountedClientsOverTime() {
        decide("6.0.0602", 5);
        decide("6.2.0205", 2);
        decide("7.5.0324", 1);

        JsonObject diff = server.post("/v1/diff", "{\"after\":\"draft:next\"}");

        assertThat(diff.getString("source")).isEqualTo("this server");
        assertThat(diff.getInt("total")).isEqualTo(8);
        assertThat(diff.getInt("affected")).isEqualTo(7);
        assertThat(diff.getBoolean("complete")).isTrue();
        JsonObject change = diff.getJsonArray("changes").getJsonObject(0);
        assertThat(diff.getJsonArray("changes")).hasSize(1);
        assertThat(change.getString("before"))
                .startsWith("recommended: version 7.0.0813")
                .endsWith("(to-7)");
        assertThat(change.getString("after"))
                .startsWith("recommended: version 7.5.0324")
                .endsWith("(to-7)");
        assertThat(change.getInt("requests")).isEqualTo(5);
        assertThat(change.getInt("count")).isEqualTo(1);
        assertThat(change.getString("summary")).isEqualTo("MSNMSGR 6.0.0602");
        assertThat(change.getJsonArray("clients").getJsonObject(0).getInt("count"))
                .isEqualTo(5);
        List<JsonObject> timeline = diff.getJsonArray("timeline").getValuesAs(JsonObject.class);
        assertThat(timeline).hasSize(3);
        assertThat(timeline.get(1).getString("at")).isEqualTo("2998-01-01T00:00:00Z");
        assertThat(requests(timeline.get(1))).containsExactly(5, 2);
        assertThat(timeline.get(2).getString("at")).isEqualTo("2999-01-01T00:00:00Z");
        assertThat(requests(timeline.get(2))).containsExactly(5);
        assertThat(timeline.get(2).getInt("ended")).isEqualTo(2);
    }

    @Test
    void shouldCompareGeneratedClientsIfNoneWereCounted() {
        JsonObject diff = server.post("/v1/diff", "{\"after\":\"draft:next\",\"at\":\"2998-06-01T00:00:00Z\"}");

        assertThat(diff.getString("source")).isEqualTo("generated");
        assertThat(diff.getInt("total")).isEqualTo(4);
        assertThat(diff.getInt("affected")).isEqualTo(2);
        assertThat(server.post("/v1/diff", "{\"after\":\"served\"}").getJsonArray("timeline"))
                .isEmpty();
    }

    @Test
    void shouldLimitTheListedClients() {
        IntStream.range(0, 150)
                .forEach(i -> server.decide("CVR 2 0x0409 winnt 5." + i + " i386 MSNMSGR 6.0.0602 MSMSGS a@b"));

        JsonObject change = server.post("/v1/diff", "{\"after\":\"draft:next\"}")
                .getJsonArray("changes")
                .getJsonObject(0);

        assertThat(change.getJsonArray("clients")).hasSize(100);
        assertThat(change.getInt("count")).isEqualTo(150);
        assertThat(change.getInt("requests")).isEqualTo(150);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                              | 400 | the field after is missing",
                "{\"after\":\"draft:none\"}                      | 404 | there is no draft 'none'",
                "{\"after\":\"served\",\"at\":\"x\"}             | 400 | use a time such as",
                "{\"after\":\"served\",\"since\":\"x\"}          | 400 | at most 400 days",
                "{\"after\":\"version:1\"}                       | 404 | cvr0.catalog.public-key"
            })
    void shouldRejectWrongComparisons(String body, int status, String detail) {
        assertThat(server.problem("POST", "/v1/diff", body, status)).contains(detail);
    }

    @Test
    void shouldSendTheStatusWhenItChanges() {
        ApiResponse response = server.send("GET", "/v1/events", "");
        EventStream events = response.events().orElseThrow();

        String first = events.poll().orElseThrow();
        Optional<String> none = events.poll();
        decide("6.0.0602", 1);
        String second = events.poll().orElseThrow();

        assertThat(response.headers()).containsEntry("Content-Type", "text/event-stream");
        assertThat(first).startsWith("event: status\ndata: {").endsWith("}\n\n");
        assertThat(none).isEmpty();
        assertThat(second).contains("\"DECIDED\":1");
    }

    private void decide(String version, int count) {
        IntStream.range(0, count).forEach(i -> server.decide("CVR 2 0x0409 winnt 5.1 i386 MSNMSGR " + version));
    }

    private static List<Integer> requests(JsonObject transition) {
        return transition.getJsonArray("changes").getValuesAs(JsonObject.class).stream()
                .map(change -> change.getInt("requests"))
                .toList();
    }

    private JsonObject check(Map<String, String> files) {
        return server.post(
                "/v1/check",
                Json.createObjectBuilder()
                        .add("files", Json.createObjectBuilder(Map.copyOf(files)))
                        .build()
                        .toString());
    }

    private void draft(String name, String text) {
        new Drafts(server.management)
                .create(new Draft(
                        name, "ann", Instant.now(), 0, "", new TreeMap<>(Map.of("a.yaml", text)), Optional.empty()));
    }
}
