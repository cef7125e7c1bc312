// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import static dev.cvr0.admin.ManagedServer.ok;
import static dev.cvr0.admin.ManagedServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.ManagedServer;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operations of a server with a file. */
class ServedCatalogTest {

    private static final String CATALOG = """
            format: 1
            releases:
              MSNMSGR: [6.0.0602, 6.2.0205, 7.0.0813, 7.5.0324]
              MSMSGS: [4.7.2009]
            groups:
              testers: { user-handle: "@test.example", traits: [tester] }
            unknown-clients:
              - { name: "gaim", when: { library: Gaim }, mode: echo }
            blocked:
              - { library: MSNMSGR, versions: 6.0.0602, reason: "crashes" }
            floors:
              - { library: MSNMSGR, before: 7.0, via: 6.2.0205, download: http://a.example/6, fallback: http://a.example/ }
            rules:
              - name: to-7.5
                when: { library: MSNMSGR, client-version: { below: 7.5 } }
                from: 2999-01-01T00:00:00Z
                until: 2999-06-01T00:00:00Z
                recommend: 7.5.0324
                minimum: own
                download: http://a.example/75
                fallback: http://a.example/
              - name: "to-7 <script>alert('x')</script>"
                when: { library: MSNMSGR, client-version: { below: 7.0 }, locale: [0x0409, 0x0407] }
                from: 2007-09-12T10:00:00Z
                rollout: { from: 10%, to: 100%, over: P400000D }
                recommend: 7.0.0813
                minimum: latest - 2 releases
                force-from: 2998-01-01T00:00:00Z
                enforce: close
                reason: "update now"
                download: http://a.example/{locale}
                fallback: http://a.example/
            otherwise: { recommend: own, minimum: own, download: http://a.example/, fallback: http://a.example/ }
            """.replace("P400000D", "P3650D");
    private static final String OLD = "CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.2.0205 MSMSGS u@a.example";
    private static final String HOSTILE =
            "CVR 2 0x0409 <img/src=x> 5.1 i386 <script>alert(1)</script> 6.2 \"';--{{7*7}}\u202e\u0000 a@b";

    @TempDir
    private Path folder;

    private ManagedServer server;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
        server = ManagedServer.start(folder, Map.of("cvr0.catalog", file.toString()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldDescribeTheUser() {
        assertThat(server.get("/v1/me")).hasToString("{\"name\":\"anonymous\",\"roles\":[\"viewer\"]}");
    }

    @Test
    void shouldDescribeTheStatusWithStatistics() {
        server.decide(OLD);
        server.decide(OLD);
        server.decide("CVR 2 0x0409 winnt 5.1 i386 OTHER 1.0");
        server.decide("CVR 2 0x0409 winnt 5.1 i386 Gaim 1.0");

        JsonObject status = server.get("/v1/status");

        assertThat(status.getInt("rules")).isEqualTo(2);
        assertThat(status.getInt("releases")).isEqualTo(5);
        assertThat(status.getInt("signaturesRequired")).isZero();
        assertThat(status.isNull("emergency")).isTrue();
        assertThat(status.isNull("store")).isTrue();
        assertThat(Instant.parse(status.getString("since"))).isBefore(Instant.now());
        assertThat(status.getJsonObject("outcomes"))
                .hasToString("{\"DECIDED\":3,\"UNKNOWN_CLIENT_ALLOWED\":0,\"REFUSED\":1,\"FALLBACK\":0,\"FAILED\":0}");
        List<Integer> answers = numbers(status.getJsonArray("answersPerMinute"));
        assertThat(answers).hasSize(60);
        assertThat(answers.stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
    }

    @Test
    void shouldDescribeThisServerAlone() {
        JsonObject node = ((JsonArray) ok(server.send("GET", "/v1/nodes", ""))).getJsonObject(0);

        assertThat(node.getString("name")).isEqualTo("node-1");
        assertThat(node.getInt("serving")).isZero();
        assertThat(node.getString("digest")).matches("[0-9a-f]{64}");
        assertThat(node.isNull("problem")).isTrue();
        assertThat(node.getBoolean("live")).isTrue();
    }

    @Test
    void shouldListTheRulesInOrderWithTheirHits() {
        server.decide(OLD);
        server.decide(OLD);
        server.decide("CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602");
        server.decide("CVR 2 0x0409 winnt 5.1 i386 Gaim 1.0");

        JsonObject catalog = server.get("/v1/catalog");

        List<JsonObject> rules = catalog.getJsonArray("rules").getValuesAs(JsonObject.class);
        assertThat(rules)
                .extracting(
                        rule -> rule.getString("section") + " " + rule.getString("name") + " " + rule.getInt("hits"))
                .containsExactly(
                        "rules to-7.5 0",
                        "rules to-7 <script>alert('x')</script> 3",
                        "otherwise otherwise 0",
                        "floors 6.2.0205 before 7.0 0",
                        "blocked blocked 1",
                        "unknown-clients gaim 1",
                        "groups testers 0");
        JsonObject grown = rules.get(1);
        assertThat(grown.getJsonArray("conditions").getValuesAs(JsonString::getString))
                .contains("client-version: below 7.0", "library: MSNMSGR", "locale: 0x0409 or 0x0407");
        assertThat(grown.getString("answer"))
                .isEqualTo("recommend: 7.0.0813, minimum: latest - 2 releases, force-from: 2998-01-01T00:00:00Z,"
                        + " enforce: close, download: http://a.example/{locale}, reason: update now");
        assertThat(grown.getString("from")).isEqualTo("2007-09-12T10:00:00Z");
        assertThat(grown.isNull("until")).isTrue();
        assertThat(grown.getString("location")).matches(".*catalog.yaml:\\d+:\\d+");
        assertThat(catalog.getInt("total")).isEqualTo(7);
        assertThat(catalog.getJsonArray("files").getJsonObject(0))
                .hasToString("{\"name\":\"catalog.yaml\",\"size\":" + CATALOG.length() + "}");
        assertThat(catalog.getString("digest"))
                .isEqualTo(server.get("/v1/status").getJsonObject("catalog").getString("digest"));
    }

    @Test
    void shouldListScheduledChanges() {
        assertThat(server.get("/v1/catalog").getJsonArray("scheduled").getValuesAs(JsonObject.class))
                .extracting(change -> change.getString("at") + " "
                        + change.getString("rule").substring(0, 4) + " " + change.getString("change"))
                .containsExactly(
                        "2998-01-01T00:00:00Z to-7 the minimum becomes 7.0.0813",
                        "2999-01-01T00:00:00Z to-7 begins",
                        "2999-06-01T00:00:00Z to-7 ends");
    }

    @Test
    void shouldFilterAndPageRules() {
        assertThat(names("/v1/catalog?filter=7.0.0813%20CLOSE")).containsExactly("to-7 <script>alert('x')</script>");
        assertThat(names("/v1/catalog?filter=floors")).containsExactly("6.2.0205 before 7.0");
        assertThat(names("/v1/catalog?offset=5&limit=1")).containsExactly("gaim");
        assertThat(names("/v1/catalog?offset=2147483647")).isEmpty();
        assertThat(server.get("/v1/catalog?filter=nothing").getInt("total")).isZero();
    }

    @Test
    void shouldReturnAFile() {
        assertThat(server.get("/v1/catalog/files/catalog.yaml").getString("text"))
                .isEqualTo(CATALOG);
        assertThat(server.problem("GET", "/v1/catalog/files/..%2Fpasswd", "", 404))
                .contains("has no file '../passwd'");
    }

    @Test
    void shouldCountClientsOverTime() {
        IntStream.range(0, 14).forEach(i -> server.decide("CVR 2 0x0409 winnt 5.1 i386 OTHER " + i + ".0"));
        IntStream.range(0, 3).forEach(i -> server.decide(OLD));
        server.decide("CVR 2 0x0407 winnt 5.1 i386 MSNMSGR 7.0.0813");

        JsonObject clients = server.get("/v1/clients?since=P1D");

        assertThat(clients.getString("source")).isEqualTo("this server");
        assertThat(clients.getString("step")).isEqualTo("PT1H");
        assertThat(clients.getInt("total")).isEqualTo(18);
        List<JsonObject> series = clients.getJsonArray("series").getValuesAs(JsonObject.class);
        assertThat(series).hasSize(13);
        assertThat(series.get(0).getString("name")).isEqualTo("6.2.0205");
        assertThat(series.get(0).getInt("total")).isEqualTo(3);
        assertThat(series.get(12).getString("name")).isEqualTo("other");
        assertThat(series.get(12).getInt("total")).isEqualTo(4);
        assertThat(clients.getJsonArray("times")).hasSize(25);
        assertThat(series)
                .allSatisfy(one -> assertThat(numbers(one.getJsonArray("counts")))
                        .hasSize(25)
                        .satisfies(counts -> assertThat(counts.stream()
                                        .mapToInt(Integer::intValue)
                                        .sum())
                                .isEqualTo(one.getInt("total"))));
        assertThat(series("/v1/clients?by=locale&library=MSNMSGR")).containsExactly("0x0409 3", "0x0407 1");
        assertThat(series("/v1/clients?by=library")).containsExactly("OTHER 14", "MSNMSGR 4");
        assertThat(server.get("/v1/clients?since=P30D").getString("step")).isEqualTo("P1D");
        assertThat(series("/v1/clients?since=P30D&by=systemType")).containsExactly("winnt 18");
    }

    @Test
    void shouldDecideAboutEachKind() {
        IntStream.range(0, 3).forEach(i -> server.decide(OLD));
        server.decide("CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602");
        server.decide("CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.5.0324");
        server.decide("CVR 2 0x0409 winnt 5.1 i386 OTHER 1.0");

        JsonObject result = server.get("/v1/clients/kinds?limit=2");

        assertThat(result.getInt("total")).isEqualTo(6);
        assertThat(result.getJsonObject("urgency"))
                .hasToString("{\"RECOMMENDED\":3,\"REQUIRED\":1,\"UNKNOWN\":1,\"UP_TO_DATE\":1}");
        List<JsonObject> kinds = result.getJsonArray("kinds").getValuesAs(JsonObject.class);
        assertThat(kinds).hasSize(2);
        JsonObject first = kinds.get(0);
        assertThat(first.getString("offer")).isEqualTo("VER 1");
        assertThat(first.getString("request")).isEqualTo("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.2.0205 MSMSGS");
        assertThat(first.getInt("count")).isEqualTo(3);
        assertThat(first.getString("urgency")).isEqualTo("RECOMMENDED");
        assertThat(first.getString("answer")).startsWith("CVQ 1 ");
    }

    @Test
    void shouldNotCountPreviews() {
        server.decide(OLD);

        server.get("/v1/clients/kinds");

        assertThat(server.get("/v1/clients/kinds").getInt("total")).isEqualTo(1);
        assertThat(server.get("/v1/status").getJsonObject("outcomes").getInt("DECIDED"))
                .isEqualTo(1);
    }

    @Test
    void shouldReturnTextOfClientsAsPlainStrings() {
        String line = HOSTILE.replace("\u0000", "");
        server.decide(line);

        String kinds = text(server.send("GET", "/v1/clients/kinds", ""));
        JsonObject kind = server.get("/v1/clients/kinds").getJsonArray("kinds").getJsonObject(0);

        assertThat(kind.getString("library")).isEqualTo("<script>alert(1)</script>");
        assertThat(kind.getString("systemType")).isEqualTo("<img/src=x>");
        assertThat(kind.getString("request")).contains("\"';--{{7*7}}\u202e");
        assertThat(kinds).doesNotContain("a@b");
        assertThat(series("/v1/clients?by=library")).containsExactly("<script>alert(1)</script> 1");
    }

    @Test
    void shouldHaveNoPublicationsWithoutAStore() {
        assertThat(ok(server.send("GET", "/v1/publications", ""))).hasToString("[]");
        assertThat(server.problem("GET", "/v1/publications/3", "", 404)).contains("there is no publication '3'");
        assertThat(server.problem("GET", "/v1/catalog?of=version:3", "", 404)).contains("cvr0.catalog.public-key");
    }

    @Test
    void shouldReturnTheSchema() {
        assertThat(server.get("/v1/schema").getString("$schema")).contains("2020-12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/clients?since=P500D          | 400 | at most 400 days",
                "/v1/clients?since=-P1D           | 400 | at most 400 days",
                "/v1/clients?since=P99999999999999999999D | 400 | at most 400 days",
                "/v1/clients?by=user              | 400 | use version, library, locale or systemType",
                "/v1/clients/kinds?limit=1001     | 400 | from 0 to 1000",
                "/v1/catalog?limit=1001           | 400 | from 0 to 1000",
                "/v1/catalog?offset=-1            | 400 | from 0 to",
                "/v1/catalog?of=x                 | 400 | use served, draft:NAME or version:NUMBER",
                "/v1/catalog?of=version:x         | 400 | is not a version",
                "/v1/catalog?of=draft:..%2Fx      | 404 | there is no draft",
                "/v1/publications?at=2007         | 400 | use a time such as",
                "/v1/publications?limit=x         | 400 | from 0 to 200"
            })
    void shouldRejectWrongParameters(String uri, int status, String detail) {
        assertThat(server.problem("GET", uri, "", status)).contains(detail);
    }

    private List<String> names(String uri) {
        return server.get(uri).getJsonArray("rules").getValuesAs(JsonObject.class).stream()
                .map(rule -> rule.getString("name"))
                .toList();
    }

    private List<String> series(String uri) {
        return server.get(uri).getJsonArray("series").getValuesAs(JsonObject.class).stream()
                .map(one -> one.getString("name") + " " + one.getInt("total"))
                .toList();
    }

    private static List<Integer> numbers(JsonArray array) {
        return array.getValuesAs(JsonNumber::intValue);
    }
}
