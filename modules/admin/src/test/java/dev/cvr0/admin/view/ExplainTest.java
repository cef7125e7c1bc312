// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.ManagedServer;
import dev.cvr0.admin.management.Draft;
import dev.cvr0.admin.management.Drafts;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.testkit.FakeSession;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/explain}. */
class ExplainTest {

    private static final String CATALOG = """
            format: 1
            releases: { MSNMSGR: [6.0.0602, 6.2.0205, 7.0.0813, 7.5.0324], MSMSGS: [4.7.2009] }
            groups: { testers: { user-handle: "@test.example", traits: [tester] } }
            unknown-clients:
              - { name: gaim, when: { library: Gaim }, mode: echo }
              - { name: no-bots, when: { codebase: bot }, mode: strict }
            blocked: [{ library: MSNMSGR, versions: 6.0.0602, reason: crashes }]
            floors:
              - { library: MSNMSGR, before: 7.5, via: 7.0.0813, download: http://a.example/7, fallback: http://a.example/ }
            rules:
              - name: to-7.5
                when: { library: MSNMSGR, client-version: { below: 7.5 }, system-type: winnt }
                from: 2020-01-01T00:00:00Z
                rollout: { from: 10%, to: 100%, over: P3650D }
                recommend: 7.5.0324
                minimum: latest - 1 release
                enforce: close
                download: http://a.example/{locale}
                fallback: http://a.example/
              - name: testers
                when: { group: testers }
                recommend: own
                minimum: own
                download: http://a.example/test
                fallback: http://a.example/
            otherwise: { recommend: own, minimum: own, download: http://a.example/, fallback: http://a.example/ }
            """;
    private static final String ADDRESS = "192.0.2.7";
    private static final List<List<String>> WORDS = List.of(
            List.of("CVQ", "CVR"),
            List.of("1", "007"),
            List.of("0x0409", "0x0407", "0x9999", "english"),
            List.of("winnt", "win", "<script>"),
            List.of("5.1", "6.0"),
            List.of("i386"),
            List.of("MSNMSGR", "MSNMSGR", "MSMSGS", "Gaim", "<b>"),
            List.of("6.0.0602", "6.2.0205", "7.0.0813", "7.5.0324", "4.7.2009", "b.0.0328", "1.0"),
            List.of("MSMSGS", "bot"),
            List.of("a@test.example", "b@a.example", "c@a.example", "d@a.example", "e@a.example"),
            List.of("ninth"),
            List.of("tenth"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"strict", "lenient", "echo"})
    void shouldExplainTheAnswerOfTheSession(String unknownClients) throws IOException {
        try (ManagedServer server = start(Map.of("cvr0.policy.unknown-clients", unknownClients))) {
            Random random = new Random(17);
            for (int round = 0; round < 20; round++) {
                List<String> lines =
                        IntStream.range(0, 100).mapToObj(i -> line(random)).toList();
                String body = Json.createObjectBuilder()
                        .add("lines", Json.createArrayBuilder(lines))
                        .add("address", ADDRESS)
                        .build()
                        .toString();

                JsonArray explained = server.post("/v1/explain", body).getJsonArray("answers");
                JsonArray decided = server.post("/v1/decide", body).getJsonArray("decisions");

                for (int i = 0; i < lines.size(); i++) {
                    JsonObject explanation = explained.getJsonObject(i);
                    JsonObject decision = decided.getJsonObject(i);
                    Reply reply = reply(server, lines.get(i));
                    assertThat(explanation.get("answer")).isEqualTo(value(reply.line()));
                    assertThat(explanation.getString("session")).isEqualTo(reply.endsSession() ? "ends" : "stays open");
                    assertThat(explanation.getString("line")).isEqualTo(lines.get(i));
                    for (String field : List.of("answer", "verdict", "urgency", "enforcement", "traits", "rule")) {
                        assertThat(explanation.get(field))
                                .as(field + " of " + lines.get(i))
                                .isEqualTo(decision.get(field));
                    }
                    assertStepsLeadToTheRule(explanation);
                }
            }
        }
    }

    @Test
    void shouldExplainEachStep() throws IOException {
        try (ManagedServer server = start(Map.of())) {
            JsonObject answer =
                    explain(server, "\"line\": \"CVQ 2 0x0409 win 5.1 i386 MSNMSGR 6.2.0205 MSMSGS a@test.example\"");

            assertThat(answer.getString("rule")).isEqualTo("testers");
            assertThat(answer.getJsonArray("traits")).hasToString("[\"tester\"]");
            List<JsonObject> steps = answer.getJsonArray("steps").getValuesAs(JsonObject.class);
            assertThat(steps).extracting(step -> step.getString("rule")).containsExactly("to-7.5", "testers");
            assertThat(steps.get(0).getBoolean("matched")).isFalse();
            assertThat(steps.get(0).getString("key")).isEqualTo("system-type");
            assertThat(steps.get(0).getString("expected")).isEqualTo("winnt");
            assertThat(steps.get(0).getString("actual")).isEqualTo("win");
            assertThat(steps.get(0).getString("location")).contains("catalog.yaml:11:");
            assertThat(steps.get(1).getBoolean("matched")).isTrue();
            assertThat(steps.get(1).isNull("key")).isTrue();
        }
    }

    @Test
    void shouldExplainAtAnyTime() throws IOException {
        try (ManagedServer server = start(Map.of())) {
            String line = "\"line\": \"CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 7.0.0813 MSMSGS b@a.example\"";

            assertThat(explain(server, line + ", \"at\": \"2019-01-01T00:00+02:00\"")
                            .getString("rule"))
                    .isEqualTo("otherwise");
            assertThat(explain(server, line + ", \"at\": \"2040-01-01T00:00:00Z\"")
                            .getString("rule"))
                    .isEqualTo("to-7.5");
        }
    }

    @Test
    void shouldExplainOnADraft() throws IOException {
        try (ManagedServer server = start(Map.of())) {
            Drafts drafts = new Drafts(server.management);
            TreeMap<String, String> files =
                    new TreeMap<>(Map.of("a.yaml", CATALOG.replace("name: testers", "name: drafted")));
            drafts.create(new Draft("next", "ann", Instant.now(), 0, "", files, Optional.empty()));
            String line = "\"line\": \"CVQ 2 0x0409 win 5.1 i386 MSNMSGR 6.2.0205 MSMSGS a@test.example\"";

            assertThat(explain(server, line + ", \"of\": \"draft:next\"").getString("rule"))
                    .isEqualTo("drafted");
            assertThat(server.get("/v1/catalog?of=draft:next").getString("of")).isEqualTo("draft:next");
            files.put("a.yaml", "format: 1\nrules: <script>");
            drafts.replace(
                    new Draft("next", "ann", Instant.now(), 0, "", files, Optional.empty()),
                    drafts.tag("next").orElseThrow());
            assertThat(server.problem("GET", "/v1/catalog?of=draft:next", "", 409))
                    .contains("draft:next cannot be used", "a.yaml:2:");
        }
    }

    @Test
    void shouldExplainARejectedLine() throws IOException {
        try (ManagedServer server = start(Map.of())) {
            JsonObject answer = explain(server, "\"line\": \"CVQ 2 english winnt\"");

            assertThat(answer.getString("answer")).isEqualTo("731 2");
            assertThat(answer.getString("verdict")).isEqualTo("invalid");
            assertThat(answer.getJsonArray("problems").getString(0)).contains("parameters");
            assertThat(explain(server, "\"line\": \"CVQ x\"").isNull("answer")).isTrue();
        }
    }

    @Test
    void shouldLimitTheSteps() throws IOException {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            rules.append("  - { name: r")
                    .append(i)
                    .append(", when: { library: MSNMSGR, locale: 0x")
                    .append(Integer.toHexString(0x1000 + i))
                    .append(
                            " }, recommend: own, minimum: own, download: http://a.example/, fallback: http://a.example/ }\n");
        }
        String text = CATALOG.replace("rules:\n", "rules:\n" + rules);
        try (ManagedServer server = start(text, Map.of())) {
            String line = "\"CVQ 2 0x0409 win 5.1 i386 MSNMSGR 6.2.0205\"";

            JsonObject answer = explain(server, "\"lines\": [" + (line + ",").repeat(99) + line + "]");

            assertThat(answer.getJsonArray("steps")).hasSize(20);
            assertThat(answer.getInt("omittedSteps")).isEqualTo(982);
            assertThat(answer.getString("rule")).isEqualTo("otherwise");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"line\": \"CVR 1\", \"at\": \"now\"     | use a time such as",
                "\"line\": \"CVR 1\", \"at\": \"2007-09-12T10:00\" | with an offset",
                "\"line\": \"CVR 1\", \"of\": \"x\"       | use served, draft:NAME or version:NUMBER",
                "\"line\": \"VER 1 CVR0\"                 | only CVQ and CVR",
                "\"line\": \"CVR 1\", \"off\": \"x\"      | did you mean of?",
                "\"line\": \"CVR 1\", \"address\": \"x\"  | IPv4 or IPv6",
                "\"lines\": 3                             | send an array"
            })
    void shouldRejectWrongRequests(String fields, String detail) throws IOException {
        try (ManagedServer server = start(Map.of())) {
            assertThat(server.problem("POST", "/v1/explain", "{" + fields + "}", 400))
                    .contains(detail);
            String many = "\"CVR 1\",".repeat(100) + "\"CVR 1\"";
            assertThat(server.problem("POST", "/v1/explain", "{\"lines\":[" + many + "]}", 400))
                    .contains("send at most 100");
        }
    }

    private ManagedServer start(Map<String, String> values) throws IOException {
        return start(CATALOG, values);
    }

    private ManagedServer start(String catalog, Map<String, String> values) throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.yaml"), catalog);
        Map<String, String> all = new TreeMap<>(values);
        all.put("cvr0.catalog", file.toString());
        return ManagedServer.start(folder, all);
    }

    private static JsonObject explain(ManagedServer server, String fields) {
        return server.post("/v1/explain", "{" + fields + "}")
                .getJsonArray("answers")
                .getJsonObject(0);
    }

    private static Reply reply(ManagedServer server, String line) {
        Optional<Command> command = Command.tryParse(line);
        Session session = FakeSession.from(ADDRESS).agreedOn("CVR0");
        return server.registry
                .handle(command.orElseThrow(), session)
                .toCompletableFuture()
                .join();
    }

    private static JsonValue value(Optional<String> text) {
        return text.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    }

    /** The first matching rule is the last considered one; only changes of its answer follow. */
    private static void assertStepsLeadToTheRule(JsonObject explanation) {
        Optional<String> matched = explanation.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
                .filter(step -> step.getString("outcome").equals("matches"))
                .map(step -> step.getString("rule"))
                .findFirst();
        matched.ifPresent(rule -> assertThat(explanation.getString("rule")).isEqualTo(rule));
        if (matched.isEmpty() && !explanation.isNull("rule")) {
            assertThat(explanation.getString("rule")).isEqualTo("otherwise");
        }
    }

    private static String line(Random random) {
        int parameters = random.nextInt(10) == 0 ? random.nextInt(WORDS.size() + 1) : 8 + random.nextInt(3);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < Math.max(2, parameters); i++) {
            List<String> choices = WORDS.get(i);
            words.add(choices.get(random.nextInt(choices.size())));
        }
        return String.join(" ", words);
    }
}
