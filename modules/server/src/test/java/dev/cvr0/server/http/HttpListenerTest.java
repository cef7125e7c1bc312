// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostStartException;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.server.http.HttpSocket.Response;
import dev.cvr0.settings.SettingSource;
import jakarta.json.JsonArray;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP API over real sockets, with a policy that blocks for one user. */
@Timeout(120)
class HttpListenerTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final long MAX_UNREAD = 3_000_000;
    private static final int TEN_MEGABYTES = 10_000_000;
    private static final SlowPolicy POLICY = new SlowPolicy();

    private static StandalonePlugin plugin;

    private final List<AutoCloseable> open = new ArrayList<>();

    /** Blocks for the user {@code slow} until it is released. Gives a long reason for the user {@code verbose}. */
    private static final class SlowPolicy implements VersionPolicy {

        private volatile CountDownLatch release = new CountDownLatch(1);

        @Override
        public Verdict decide(ClientProfile client) {
            if (client.userHandle().equals("slow")) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return new Verdict.Refused("decided for " + client.userHandle()
                    + " ".repeat(client.userHandle().equals("verbose") ? 3000 : 0));
        }

        @Override
        public boolean mayBlock() {
            return true;
        }
    }

    @BeforeAll
    static void start() {
        plugin = StandalonePlugin.on(new HandlerRegistry(List.of()))
                .source(SettingSource.of(Map.of("cvr0.policy.timeout", "1m")))
                .policy(POLICY)
                .start();
    }

    @AfterAll
    static void stop() {
        plugin.close();
    }

    @AfterEach
    void close() throws Exception {
        POLICY.release.countDown();
        for (AutoCloseable each : open) {
            each.close();
        }
        POLICY.release = new CountDownLatch(1);
    }

    @Test
    void shouldAnswerPipelinedRequestsInOrder() throws Exception {
        HttpSocket client = connect(listen(LONG, LONG));
        String slow = HttpSocket.post(line(0, "slow"));
        client.send(slow
                + IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> HttpSocket.post(line(i, "a")))
                        .collect(Collectors.joining()));
        POLICY.release.countDown();

        for (int i = 0; i <= 100; i++) {
            Response response = client.read();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.json().getString("answer")).isEqualTo("420 " + i);
        }
    }

    @Test
    void shouldAnswerOtherClientsWhileAPolicyBlocks() throws Exception {
        HttpListener listener = listen(LONG, LONG);
        HttpSocket waiting = connect(listener);
        waiting.send(HttpSocket.post(line(1, "slow")));

        HttpSocket other = connect(listener);
        other.send(HttpSocket.post(line(2, "a")));

        assertThat(other.read().json().getString("answer")).isEqualTo("420 2");
        POLICY.release.countDown();
        assertThat(waiting.read().json().getString("answer")).isEqualTo("420 1");
    }

    @Test
    void shouldFinishAListWithABlockingPolicy() throws Exception {
        POLICY.release.countDown();
        HttpSocket client = connect(listen(LONG, LONG));
        client.send(HttpSocket.post(thousandLines("a")));

        JsonArray decisions = client.read().json().getJsonArray("decisions");

        assertThat(decisions).hasSize(1000);
        assertThat(decisions.getJsonObject(999).getString("answer")).isEqualTo("420 999");
    }

    @ParameterizedTest
    @CsvSource({"keep-alive, false", "close, true"})
    void shouldRejectLargeBodies(String connection, boolean closes) throws Exception {
        HttpSocket client = connect(listen(LONG, LONG));
        client.send(HttpSocket.post("x".repeat(TEN_MEGABYTES), "Connection: " + connection));

        assertProblem(client.read(), 413, "262144 bytes");
        if (closes) {
            assertThat(client.isAtEnd()).isTrue();
        } else {
            client.send(HttpSocket.post(line(1, "a")));
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void shouldRejectLargeChunkedBodies() throws Exception {
        HttpSocket client = connect(listen(LONG, LONG));
        client.send("POST /v1/decide HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
        client.send(chunk.repeat(100) + "0\r\n\r\n");

        assertProblem(client.read(), 413, "send less");
    }

    @Test
    void shouldAnswerExpectations() throws Exception {
        HttpSocket client = connect(listen(LONG, LONG));
        String body = line(1, "a");
        String request = HttpSocket.post(body, "Expect: 100-continue");
        client.send(request.substring(0, request.length() - body.length()));
        assertThat(client.read().status()).isEqualTo(100);
        client.send(body);
        assertThat(client.read().status()).isEqualTo(200);

        client.send("POST /v1/decide HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: " + TEN_MEGABYTES
                + "\r\n\r\n");
        assertProblem(client.read(), 413, "262144 bytes");
    }

    @Test
    void shouldEndSlowBodies() throws Exception {
        HttpSocket client = connect(listen(LONG, SHORT));
        String request = HttpSocket.post(line(1, "a"));
        client.send(request.substring(0, request.length() - 1));

        Response response = client.read();

        assertProblem(response, 408, "did not arrive within");
        assertThat(response.headers()).containsEntry("connection", "close");
        assertThat(client.isAtEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "POST /v1/decide HTTP/1.1\r\nHost"})
    void shouldCloseIdleConnectionsAndSlowHeaders(String sent) throws Exception {
        HttpSocket client = connect(listen(SHORT, LONG));
        client.send(sent);

        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void shouldNotCountAPendingAnswerAsIdle() throws Exception {
        HttpSocket client = connect(listen(SHORT, SHORT));
        client.send(HttpSocket.post(line(1, "slow")));
        HttpSocket idle = connect(listen(SHORT, SHORT));
        assertThat(idle.isAtEnd()).isTrue();
        HttpSocket later = connect(listen(SHORT, SHORT));
        assertThat(later.isAtEnd()).isTrue();
        POLICY.release.countDown();

        assertThat(client.read().status()).isEqualTo(200);
    }

    @Test
    void shouldServeOthersDuringManySlowBodies() throws Exception {
        HttpListener listener = listen(LONG, LONG);
        for (int i = 0; i < 40; i++) {
            connect(listener).send("POST /v1/decide HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
        }
        HttpSocket client = connect(listener);
        client.send(HttpSocket.post(line(1, "a")));

        assertThat(client.read().status()).isEqualTo(200);
    }

    @Test
    void shouldCloseAConnectionWhoseResponsesAreNotRead() throws Exception {
        HttpListener listener = HttpListener.start(settings(ANY_PORT, 1, SHORT, SHORT), LONG, api());
        open.add(listener);

        long start = System.nanoTime();
        CompletableFuture<Long> sent = sendWithoutReading(listener);

        // The server stops reading: the buffers of the system and the server hold about a dozen requests.
        assertThat(sent)
                .succeedsWithin(LONG.dividedBy(6))
                .satisfies(bytes -> assertThat(bytes).isLessThan(MAX_UNREAD));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(SHORT);
        HttpSocket next = connect(listener);
        next.send(HttpSocket.post(line(1, "a")));
        assertThat(next.read().status()).isEqualTo(200);
    }

    @Test
    void shouldServeOthersWhileManyClientsDoNotRead() throws Exception {
        HttpListener listener = listen(LONG, LONG);
        String request = HttpSocket.post(thousandLines("verbose"));
        for (int i = 0; i < 40; i++) {
            HttpSocket client = connectWithSmallBuffer(listener);
            client.send(request + request);
            // One response is larger than all buffers, so the server waits for the client after its beginning.
            assertThat(client.line()).contains("200");
        }

        HttpSocket client = connect(listener);
        long start = System.nanoTime();
        client.send(HttpSocket.post(line(1, "a")));

        assertThat(client.read().status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void shouldLimitTheRequestsOfOneAddress() throws Exception {
        HttpListener listener = listen(LONG, LONG);
        List<HttpSocket> waiting = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            HttpSocket client = connect(listener);
            client.send(HttpSocket.post(line(i, "slow")));
            waiting.add(client);
        }
        HttpSocket client = connect(listener);
        // The requests above are read first: one event loop reads the connections, each at least once, in a round.
        client.send(HttpSocket.post(line(1, "a")));
        Response response = client.read();
        POLICY.release.countDown();

        assertProblem(response, 429, "64 requests");
        assertThat(response.headers()).containsEntry("retry-after", "1");
        for (HttpSocket each : waiting) {
            assertThat(each.read().status()).isEqualTo(200);
        }
    }

    @Test
    void shouldLimitConnections() throws Exception {
        HttpListener listener = HttpListener.start(settings(ANY_PORT, 1, LONG, LONG), LONG, api());
        open.add(listener);
        HttpSocket first = connect(listener);
        first.send(HttpSocket.post(line(1, "a")));
        assertThat(first.read().status()).isEqualTo(200);

        HttpSocket second = connect(listener);
        second.send(HttpSocket.post(line(1, "a")));
        Response busy = second.read();

        assertProblem(busy, 503, "1 connections");
        assertThat(busy.headers()).containsEntry("retry-after", "1").containsEntry("connection", "close");
        assertThat(second.isAtEnd()).isTrue();
        first.send(HttpSocket.post(line(1, "a")));
        assertThat(first.read().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello                                 | 400 | not valid HTTP",
                "POST /v1/decide HTTP/1.1+Host: a+x    | 400 | not valid HTTP",
                "POST /v1/decide HTTP/1.1+Content-Length: x | 400 | not valid HTTP",
                "GET /%s HTTP/1.1                      | 431 | too long",
                "GET / HTTP/1.1+A: %s+B: %s+C: %s      | 431 | too long"
            })
    void shouldRejectMalformedHttp(String request, int status, String detail) throws Exception {
        HttpSocket client = connect(listen(LONG, LONG));
        client.send(request.replace("%s", "x".repeat(5000)).replace("+", "\r\n") + "\r\n\r\n");

        Response response = client.read();

        assertProblem(response, status, detail);
        assertThat(response.headers()).containsEntry("connection", "close");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void shouldCloseAfterTheAnswerIfAsked() throws Exception {
        HttpSocket client = connect(listen(LONG, LONG));
        client.send(HttpSocket.post(line(1, "a"), "Connection: close"));

        assertThat(client.read().status()).isEqualTo(200);
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void shouldIgnoreTheQueryAndSendSafeHeaders() throws Exception {
        HttpSocket client = connect(listen(LONG, LONG));
        client.send(HttpSocket.post(line(1, "a")).replace("/v1/decide", "/v1/decide?x=y"));

        assertThat(client.read().headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("cache-control", "no-store")
                .containsEntry("x-content-type-options", "nosniff");
    }

    @Test
    void shouldAnswerRequestsInProgressDuringShutdown() throws Exception {
        HttpListener listener = listen(LONG, LONG);
        HttpSocket idle = connect(listener);
        idle.send(HttpSocket.post(line(1, "a")));
        idle.read();
        HttpSocket waiting = connect(listener);
        waiting.send(HttpSocket.post(line(2, "a")) + HttpSocket.post(line(3, "slow")));
        waiting.read();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(listener::close);
        assertThat(idle.isAtEnd()).isTrue();
        POLICY.release.countDown();
        Response last = waiting.read();
        closed.join();

        assertThat(last.json().getString("answer")).isEqualTo("420 3");
        assertThat(waiting.isAtEnd()).isTrue();
        assertThatThrownBy(() -> connect(listener)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldReportAPortInUse() {
        HttpListener listener = listen(LONG, LONG);

        assertThatThrownBy(() -> HttpListener.start(settings(listener.address(), 1, LONG, LONG), LONG, api()))
                .isInstanceOf(HostStartException.class)
                .hasMessageContaining(
                        "cannot listen on 127.0.0.1:" + listener.address().getPort() + " for HTTP")
                .hasMessageContaining("cvr0.http");
    }

    private static String line(int id, String user) {
        return "{\"line\": \"CVQ " + id + " 0x0409 winnt 5.1 i386 MSNMSGR 6.0 MSMSGS " + user + "\"}";
    }

    private static void assertProblem(Response response, int status, String detail) {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(response.json().getInt("status")).isEqualTo(status);
        assertThat(response.json().getString("detail")).contains(detail);
    }

    private HttpListener listen(Duration idle, Duration request) {
        HttpListener listener = HttpListener.start(settings(ANY_PORT, 256, idle, request), LONG, api());
        open.add(listener);
        return listener;
    }

    private static HttpSettings settings(
            InetSocketAddress listen, int maxConnections, Duration idle, Duration request) {
        return new HttpSettings(listen, maxConnections, idle, request, false, Optional.empty(), Optional.empty());
    }

    private static HttpApi api() {
        return HttpApi.of(plugin.versions(), plugin.policy(), 1664);
    }

    private static String thousandLines(String user) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "\"CVR " + i + " 0x0409 winnt 5.1 i386 MSNMSGR 6.0 MSMSGS " + user + "\"")
                .collect(Collectors.joining(",", "{\"lines\":[", "]}"));
    }

    /** Sends requests in the background, and returns the number of bytes sent when the server has reset the connection. */
    private CompletableFuture<Long> sendWithoutReading(HttpListener listener) throws IOException {
        HttpSocket client = connectWithSmallBuffer(listener);
        CompletableFuture<Long> sent = new CompletableFuture<>();
        // Several requests at once, so that reads of the server end within a request.
        String requests = HttpSocket.post(thousandLines("a")).repeat(10);
        Thread sender = new Thread(() -> {
            try {
                sent.complete(client.sendUntilReset(requests, MAX_UNREAD));
            } catch (IOException e) {
                sent.completeExceptionally(e);
            }
        });
        sender.setDaemon(true);
        sender.start();
        return sent;
    }

    private HttpSocket connect(HttpListener listener) throws IOException {
        return connect(listener, 128 * 1024);
    }

    private HttpSocket connectWithSmallBuffer(HttpListener listener) throws IOException {
        return connect(listener, 1024);
    }

    private HttpSocket connect(HttpListener listener, int bufferSize) throws IOException {
        HttpSocket socket = new HttpSocket(listener.address(), bufferSize);
        open.add(0, socket);
        return socket;
    }
}
