// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.TestApi;
import dev.cvr0.admin.operation.Access;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.server.http.HttpSocket.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LargeBodiesTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int LARGE = 1_000_000;

    private final List<CompletableFuture<ApiResponse>> pending = new CopyOnWriteArrayList<>();
    private final List<HttpSocket> open = new ArrayList<>();
    private HttpListener listener;

    @BeforeEach
    void start() {
        HttpApi api = TestApi.of(
                Access.OPEN,
                Operation.of("POST", "/v1/large", Role.VIEWER, call -> {
                            CompletableFuture<ApiResponse> response = new CompletableFuture<>();
                            pending.add(response);
                            return response;
                        })
                        .withMaxBodyBytes(LARGE));
        listener = HttpListener.start(
                new HttpSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        256,
                        LONG,
                        LONG,
                        false,
                        Optional.empty(),
                        Optional.empty()),
                Duration.ofMillis(100),
                api);
    }

    @AfterEach
    void stop() throws Exception {
        for (HttpSocket each : open) {
            each.close();
        }
        listener.close();
    }

    @Test
    void shouldLimitTheLargeBodiesInMemory() throws Exception {
        List<HttpSocket> clients = new ArrayList<>();
        for (int i = 0; i < RequestAggregator.MAX_LARGE_BODIES; i++) {
            // Those that announce the size, and those that do not.
            clients.add(i % 2 == 0 ? sendPart(LARGE, LARGE - 1) : sendChunks(LARGE - 1));
        }
        assertThat(read(sendAll(1000)).status()).as("a small body").isEqualTo(200);
        assertThat(read(sendAll(LARGE)).status()).isEqualTo(503);
        assertThat(read(sendChunks(LARGE - 1), "0\r\n\r\n").status()).isEqualTo(503);

        clients.get(0).close();
        clients.get(1).close();

        // The server notices the end of the connections in any order.
        List<Integer> statuses = new ArrayList<>();
        do {
            statuses.add(read(sendAll(LARGE)).status());
        } while (statuses.get(statuses.size() - 1) == 503);
        assertThat(statuses).endsWith(200);
    }

    @Test
    void shouldCountABodyUntilItsResponse() throws Exception {
        List<HttpSocket> clients = new ArrayList<>();
        for (int i = 0; i < RequestAggregator.MAX_LARGE_BODIES; i++) {
            clients.add(sendAll(LARGE));
        }
        awaitPending(RequestAggregator.MAX_LARGE_BODIES);
        assertThat(sendAll(LARGE).read().status()).isEqualTo(503);

        pending.forEach(response -> response.complete(ApiResponse.json(new byte[] {'1'})));
        for (HttpSocket client : clients) {
            assertThat(client.read().status()).isEqualTo(200);
        }

        assertThat(read(sendAll(LARGE)).status()).isEqualTo(200);
    }

    @Test
    void shouldRejectBodiesAboveTheLimitOfTheOperation() throws Exception {
        assertThat(sendAll(LARGE + 1).read().body()).contains("413", LARGE + " bytes");
        assertThat(read(sendChunks(LARGE), "2\r\nxx\r\n0\r\n\r\n").status()).isEqualTo(413);
    }

    private Response read(HttpSocket client, String... rest) throws Exception {
        for (String part : rest) {
            client.send(part);
        }
        int before = pending.size();
        CompletableFuture<Response> response = CompletableFuture.supplyAsync(() -> {
            try {
                return client.read();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        while (!response.isDone()) {
            if (pending.size() > 0) {
                pending.get(pending.size() - 1).complete(ApiResponse.json(new byte[] {'1'}));
            }
            Thread.onSpinWait();
        }
        assertThat(pending.size()).isBetween(before, before + 1);
        return response.join();
    }

    private void awaitPending(int count) {
        while (pending.size() < count) {
            Thread.onSpinWait();
        }
    }

    private HttpSocket sendAll(int size) throws Exception {
        return sendPart(size, size);
    }

    private HttpSocket sendPart(int size, int sent) throws Exception {
        return connect("Content-Length: " + size + "\r\n\r\n" + "x".repeat(sent));
    }

    private HttpSocket sendChunks(int size) throws Exception {
        return connect(
                "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n");
    }

    private HttpSocket connect(String rest) throws Exception {
        HttpSocket client = new HttpSocket(listener.address(), 1024);
        open.add(client);
        client.send("POST /v1/large HTTP/1.1\r\nHost: a\r\n" + rest);
        return client;
    }
}
