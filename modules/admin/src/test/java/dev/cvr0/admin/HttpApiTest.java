// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.decide.DecideOperation;
import dev.cvr0.admin.decide.DecideRequest;
import dev.cvr0.admin.operation.Access;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.ApiResponse.EventStream;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpApiTest {

    private static final String PATH = "/v1/decide";
    private static final String JSON = "application/json";
    private static final String LINE = "CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0 MSMSGS a@example.org";
    private static final InetAddress CLIENT = InetAddress.getLoopbackAddress();

    private final StubVersions versions = StubVersions.of(StubVersions.REQUIRED);
    private final HttpApi api = api(versions);

    @Test
    void shouldAnswerOneLine() {
        JsonObject answer = ok("{\"line\": \"" + LINE + "\\r\\n\"}");

        assertThat(answer).hasToString("""
                {"answer":"CVR 2 7.0","close":true,"verdict":"advice","outcome":"decided","urgency":"required",\
                "belowMinimum":true,"enforcement":"close","traits":["ansi","no-p2p"],"reason":"old ones","rule":null,\
                "location":null,"catalog":null}""");
        assertThat(versions.requests).containsExactly(Command.tryParse(LINE).orElseThrow());
    }

    @Test
    void shouldAnswerLinesInOrder() {
        JsonArray answers =
                ok("{\"lines\": [\"" + LINE + "\", \"CVQ 3 spaghetti\"]}").getJsonArray("decisions");

        assertThat(answers.getValuesAs(JsonObject.class))
                .extracting(answer -> answer.getString("answer"))
                .containsExactly("CVR 2 7.0", "CVQ 3 7.0");
    }

    @Test
    void shouldAnswerNoLines() {
        assertThat(ok("{\"lines\": []}")).hasToString("{\"decisions\":[]}");
    }

    @Test
    void shouldPassOfferedDialectsAndAddress() {
        ok("{\"line\": \"" + LINE + "\", \"offered\": [\"MSNP8\", \"CVR0\"], \"address\": \"2001:db8::1\"}");

        assertThat(versions.clients).singleElement().satisfies(client -> {
            assertThat(client.offeredDialects()).isEqualTo(Dialect.listOf("MSNP8", "CVR0"));
            assertThat(client.remoteAddress().getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:1");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'', CVR 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0",
        "'\"codebase\":\"MSMSGS\"', CVR 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0 MSMSGS",
        "'\"codebase\":\"\"', CVR 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0",
        "'\"userHandle\":\"a@b.c\"', CVR 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0  a@b.c",
        "'\"verb\":\"CVQ\",\"transactionId\":\"007\"', CVQ 007 0x0409 winnt 5.1 i386 MSNMSGR 6.0"
    })
    void shouldBuildTheLineFromFields(String more, String line) {
        ok(fields(more));

        assertThat(versions.requests).containsExactly(Command.tryParse(line).orElseThrow());
    }

    @Test
    void shouldDescribeARefusal() {
        JsonObject answer =
                body(api(StubVersions.of(new Verdict.UnknownClient("who?"))), "{\"line\": \"" + LINE + "\"}");

        assertThat(answer.getString("answer")).isEqualTo("420 2");
        assertThat(answer.getBoolean("close")).isFalse();
        assertThat(answer.getString("verdict")).isEqualTo("unknown");
        assertThat(answer.getString("outcome")).isEqualTo("refused");
        assertThat(answer.isNull("urgency")).isTrue();
        assertThat(answer.getString("reason")).isEqualTo("who?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CVR", "CVR x", "hello", "CVR 99999999999 0x0409"})
    void shouldCloseTheSessionWithoutAnAnswer(String line) {
        JsonObject answer = ok("{\"line\": \"" + line + "\"}");

        assertThat(answer.isNull("answer")).isTrue();
        assertThat(answer.getBoolean("close")).isTrue();
        assertThat(answer.getString("verdict")).isEqualTo("invalid");
        assertThat(answer.getString("reason")).contains("verb and a transaction id");
    }

    @Test
    void shouldLimitTheLineInBytes() {
        String euros = "\u20ac".repeat((1664 - "CVR 2 ".length() - 2) / 3);

        assertThat(ok("{\"line\": \"CVR 2 " + euros + "\"}").getString("verdict"))
                .isEqualTo("advice");
        assertThat(ok("{\"line\": \"CVR 2 " + euros + "abc\"}").getString("reason"))
                .contains("more than 1664 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                        | ''                   | not valid JSON",
                "'{'                                       | ''                   | line 1, column",
                "'{} x'                                    | ''                   | not valid JSON",
                "'3'                                       | ''                   | JSON object",
                "'[]'                                      | ''                   | not a JSON object",
                "'{\"line\":\"CVR 1\",\"line\":\"CVR 1\"}' | '#/line'             | this field twice",
                "'{\"lin\": \"x\"}'                        | '#/lin'              | did you mean line?",
                "'{\"a/b~\": 1}'                           | '#/a~1b~0'           | use one of line, lines",
                "'{\"line\": 3}'                           | '#/line'             | is a number; send a string",
                "'{\"line\": null}'                        | '#/line'             | is a null; send a string",
                "'{\"line\": \"\"}'                        | '#/line'             | not one line",
                "'{\"line\": \"CVR 1\\nCVR 2\"}'           | '#/line'             | not one line",
                "'{\"line\": \"VER 1 CVR0\"}'              | '#/line'             | only CVQ and CVR can be decided",
                "'{\"lines\": \"CVR 1\"}'                  | '#/lines'            | is a string; send an array",
                "'{\"lines\": [\"CVR 1\", true]}'          | '#/lines/1'          | is a boolean",
                "'{\"lines\": [\"CVR 1\", \"VER 1\"]}'     | '#/lines/1'          | only CVQ and CVR",
                "'{\"lines\": [], \"line\": \"CVR 1\"}'    | '#/line'             | remove this field",
                "'{\"lines\": [], \"verb\": \"CVR\"}'      | '#/verb'             | remove this field",
                "'{\"line\": \"CVR 1\", \"verb\": \"CVR\"}' | '#/verb'            | remove this field",
                "'{}'                                      | '#/locale'           | is missing",
                "'{\"line\": \"CVR 1\", \"offered\": [\"a b\"]}' | '#/offered/0'  | name of a dialect",
                "'{\"line\": \"CVR 1\", \"address\": \"a.example\"}' | '#/address' | IPv4 or IPv6",
                "'{\"line\": \"CVR 1\", \"address\": \"10.0.0.0/8\"}' | '#/address' | IPv4 or IPv6"
            })
    void shouldRejectWrongBodies(String body, String pointer, String detail) {
        JsonObject problem = problem(send("POST", PATH, JSON, body), 400, "Bad Request");

        assertThat(problem.getString("pointer", "")).isEqualTo(pointer);
        assertThat(problem.getString("detail")).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"line", "lines"})
    void shouldNameTheFirstConflictingFieldOfTheRequest(String form) {
        List<String> fields = new ArrayList<>(DecideRequest.KNOWN);
        fields.removeAll(List.of("line", "lines", "offered", "address"));
        for (String ignored : List.copyOf(fields)) {
            Collections.rotate(fields, 1);
            String body = Stream.concat(Stream.of(form), fields.stream())
                    .map(field -> "\"" + field + "\":\"x\"")
                    .collect(Collectors.joining(",", "{", "}"));

            assertThat(problem(send("POST", PATH, JSON, body), 400, "Bad Request")
                            .getString("pointer"))
                    .isEqualTo("#/" + fields.get(0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"verb\":\"VER\"', #/verb",
        "'\"transactionId\":\"x\"', #/transactionId",
        "'\"transactionId\":7', #/transactionId",
        "'\"userHandle\":\"a b\"', #/userHandle",
        "'\"codebase\":\"a\\tb\"', #/codebase"
    })
    void shouldRejectWrongFields(String more, String pointer) {
        assertThat(problem(send("POST", PATH, JSON, fields(more)), 400, "Bad Request")
                        .getString("pointer"))
                .isEqualTo(pointer);
        assertThat(versions.requests).isEmpty();
    }

    @Test
    void shouldLimitTheNumberOfLines() {
        assertThat(problem(send("POST", PATH, JSON, lines(1001)), 400, "Bad Request")
                        .getString("detail"))
                .contains("1001 elements; send at most 1000");
        assertThat(ok(lines(1000)).getJsonArray("decisions")).hasSize(1000);
    }

    @Test
    void shouldRejectDeepNesting() {
        problem(send("POST", PATH, JSON, "{\"lines\":" + "[".repeat(100_000)), 400, "Bad Request");
    }

    @Test
    void shouldRejectMalformedUtf8() {
        ByteBuffer body = ByteBuffer.wrap("{\"line\": \"CVR 1 \u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));

        ApiResponse response = join(api, Requests.request("POST", PATH, Map.of("Content-Type", JSON), body, CLIENT));

        assertThat(problem(response, 400, "Bad Request").getString("detail")).contains("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/json; charset=iso-8859-1", "application/jsonp"})
    void shouldRejectOtherMediaTypes(String contentType) {
        problem(send("POST", PATH, contentType, "{}"), 415, "Unsupported Media Type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"APPLICATION/JSON", "application/json;charset=UTF-8", "application/json ; charset=\"utf-8\""})
    void shouldAcceptJson(String contentType) {
        assertThat(send("POST", PATH, contentType, "{\"lines\":[]}").status()).isEqualTo(200);
    }

    @Test
    void shouldListPathsAndMethods() {
        assertThat(problem(send("POST", "/v1/decide/", JSON, "{}"), 404, "Not Found")
                        .getString("detail"))
                .contains(PATH);
        ApiResponse get = send("GET", PATH, "", "");
        problem(get, 405, "Method Not Allowed");
        assertThat(get.headers()).containsEntry("Allow", "POST");
    }

    @Test
    void shouldSendACommentAfter15PollsWithoutAnEvent() {
        HttpApi streaming = new HttpApi(
                List.of(Operation.of(
                        "GET",
                        "/v1/events",
                        Role.VIEWER,
                        call -> CompletableFuture.completedStage(
                                new ApiResponse(200, Map.of(), ByteBuffer.allocate(0), Optional.of(Optional::empty))))),
                Access.OPEN,
                new RequestLimit(),
                ConsoleFiles.NONE);

        EventStream events =
                join(streaming, Requests.json("GET", "/v1/events", "")).events().orElseThrow();

        assertThat(IntStream.range(0, 30).mapToObj(poll -> events.poll()).flatMap(Optional::stream))
                .containsExactly(":\n\n", ":\n\n");
    }

    @Test
    void shouldLimitRequestsInProgress() {
        List<CompletableFuture<Verdict>> pending = Collections.synchronizedList(new ArrayList<>());
        HttpApi busy = new HttpApi(
                List.of(new DecideOperation(
                                new StubVersions(() -> {
                                    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
                                    pending.add(verdict);
                                    return verdict;
                                }),
                                client -> StubVersions.REQUIRED,
                                1664)
                        .operation()),
                Access.OPEN,
                new RequestLimit(3, 2),
                ConsoleFiles.NONE);
        InetAddress other = address("192.0.2.1");
        ApiRequest mine = request(CLIENT);
        CompletableFuture<ApiResponse> first = busy.handle(mine).toCompletableFuture();
        CompletableFuture<ApiResponse> second = busy.handle(request(CLIENT)).toCompletableFuture();

        ApiResponse tooMany = join(busy, request(CLIENT));
        CompletableFuture<ApiResponse> third = busy.handle(request(other)).toCompletableFuture();
        ApiResponse unavailable = join(busy, request(other));

        problem(tooMany, 429, "Too Many Requests");
        problem(unavailable, 503, "Service Unavailable");
        assertThat(List.of(tooMany, unavailable))
                .allSatisfy(response -> assertThat(response.headers()).containsEntry("Retry-After", "1"));
        assertThat(List.of(first, second, third)).noneMatch(CompletableFuture::isDone);
        pending.forEach(verdict -> verdict.complete(StubVersions.REQUIRED));
        assertThat(List.of(first, second, third))
                .allSatisfy(response -> assertThat(response.join().status()).isEqualTo(200));
        assertThat(busy.handle(request(CLIENT)).toCompletableFuture()).isNotDone();
    }

    @Test
    void shouldAskOnePolicyCallAtATime() {
        List<CompletableFuture<Verdict>> asked = new ArrayList<>();
        HttpApi blocking = api(new StubVersions(() -> {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        }));

        CompletableFuture<ApiResponse> response =
                blocking.handle(request(CLIENT, lines(1000))).toCompletableFuture();
        for (int i = 0; i < 1000; i++) {
            assertThat(asked).hasSize(i + 1);
            asked.get(i).complete(StubVersions.REQUIRED);
        }

        assertThat(parse(response.join()).getJsonArray("decisions")).hasSize(1000);
    }

    @Test
    void shouldEndAfterTheTimeLimit() {
        HttpApi slow = new HttpApi(
                List.of(new DecideOperation(versions, client -> StubVersions.REQUIRED, 1664, Duration.ofNanos(-1))
                        .operation()),
                Access.OPEN,
                new RequestLimit(),
                ConsoleFiles.NONE);

        ApiResponse response = join(slow, request(CLIENT));

        assertThat(problem(response, 503, "Service Unavailable").getString("detail"))
                .contains("send fewer lines");
        assertThat(versions.requests).isEmpty();
    }

    @Test
    void shouldHideInternalErrors() {
        HttpApi failing = api(new StubVersions(() -> {
            throw new IllegalStateException("secret");
        }));

        ApiResponse response = join(failing, request(CLIENT));

        assertThat(problem(response, 500, "Internal Server Error").toString()).doesNotContain("secret");
    }

    private static HttpApi api(StubVersions versions) {
        return HttpApi.of(versions, client -> StubVersions.REQUIRED, 1664);
    }

    private static String fields(String more) {
        return """
                {"locale":"0x0409","systemType":"winnt","systemVersion":"5.1","systemArchitecture":"i386",\
                "library":"MSNMSGR","version":"6.0"%s}""".formatted(more.isEmpty() ? "" : "," + more);
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + LINE + "\"")
                .collect(Collectors.joining(",", "{\"lines\":[", "]}"));
    }

    private JsonObject ok(String body) {
        return body(api, body);
    }

    private static JsonObject body(HttpApi api, String body) {
        ApiResponse response = join(api, request(CLIENT, body));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("Content-Type", JSON);
        return parse(response);
    }

    private ApiResponse send(String method, String path, String contentType, String body) {
        return join(
                api,
                Requests.request(
                        method,
                        path,
                        Map.of("Content-Type", contentType),
                        StandardCharsets.UTF_8.encode(body),
                        CLIENT));
    }

    private static ApiRequest request(InetAddress client) {
        return request(client, "{\"line\": \"" + LINE + "\"}");
    }

    private static ApiRequest request(InetAddress client, String body) {
        return Requests.request(
                "POST", PATH, Map.of("Content-Type", JSON), StandardCharsets.UTF_8.encode(body), client);
    }

    private static ApiResponse join(HttpApi api, ApiRequest request) {
        return api.handle(request).toCompletableFuture().join();
    }

    private static JsonObject problem(ApiResponse response, int status, String title) {
        JsonObject problem = parse(response);
        assertThat(response.status()).as(problem.toString()).isEqualTo(status);
        assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isEqualTo(title);
        assertThat(problem.getString("detail")).isNotEmpty();
        return problem;
    }

    private static JsonObject parse(ApiResponse response) {
        String text = StandardCharsets.UTF_8.decode(response.body().duplicate()).toString();
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static InetAddress address(String text) {
        return dev.cvr0.settings.AddressBlock.tryParse(text).orElseThrow().address();
    }
}
