// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.TestApi;
import dev.cvr0.admin.operation.Access;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.ApiResponse.EventStream;
import dev.cvr0.admin.operation.Operation;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.server.http.HttpSocket.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int LARGE = 1_000_000;

    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private HttpListener listener;

    /** Sends the events of the test. */
    private final class TestStream implements EventStream {

        @Override
        public Optional<String> poll() {
            return Optional.ofNullable(events.poll());
        }

        @Override
        public void close() {
            closed.add("closed");
        }
    }

    @BeforeEach
    void start() {
        Operation operation = Operation.of(
                "GET",
                "/v1/events",
                Role.VIEWER,
                call -> completedStage(new ApiResponse(
                        200,
                        Map.of("Content-Type", "text/event-stream"),
                        ByteBuffer.allocate(0),
                        Optional.of(new TestStream()))));
        listener = HttpListener.start(
                new HttpSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        256,
                        Duration.ofMillis(200),
                        LONG,
                        true,
                        Optional.empty(),
                        Optional.empty()),
                LONG,
                TestApi.of(Access.OPEN, operation));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        listener.close();
    }

    @Test
    void shouldSendEventsUntilTheClientCloses() throws Exception {
        events.add("event: status\ndata: 1\n\n");
        HttpSocket client = connect("10.0.0.1");
        assertThat(client.read().headers())
                .containsEntry("content-type", "text/event-stream")
                .containsEntry("connection", "close")
                .doesNotContainKeys("content-length", "transfer-encoding");
        assertThat(client.line()).isEqualTo("event: status");
        assertThat(client.line()).isEqualTo("data: 1");
        assertThat(client.line()).isEmpty();
        events.add("data: 2\n\n");
        assertThat(client.line()).isEqualTo("data: 2");

        client.close();

        assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
    }

    @Test
    void shouldSendACommentWithoutEvents() {
        List<ChannelHandlerContext> contexts = new ArrayList<>();
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter() {
            @Override
            public void handlerAdded(ChannelHandlerContext context) {
                contexts.add(context);
            }
        });
        channel.freezeTime();
        new EventSender(contexts.get(0), new TestStream().withComments()).start();
        channel.runPendingTasks();
        channel.advanceTimeBy(13, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.<Object>readOutbound()).isNull();

        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        ByteBuf comment = channel.<HttpContent>readOutbound().content();
        assertThat(comment.toString(StandardCharsets.UTF_8)).isEqualTo(":\n\n");
        comment.release();
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldLimitTheStreamsOfAnAddress() throws Exception {
        for (int i = 0; i < 16; i++) {
            assertThat(connect("2001:db8::" + i).read().status()).isEqualTo(200);
        }
        Response response = connect("2001:db8::ff").read();
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.headers()).containsKey("retry-after");
        assertThat(closed.poll(10, TimeUnit.SECONDS)).as("the rejected stream").isEqualTo("closed");

        open.get(0).close();

        assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
        assertThat(connect("2001:db8::6").read().status()).isEqualTo(200);
    }

    @Test
    void shouldLimitAllStreams() throws Exception {
        for (int i = 0; i < 32; i++) {
            assertThat(connect("10.0.0." + i).read().status()).isEqualTo(200);
        }

        Response response = connect("10.0.1.1").read();

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsKey("retry-after");
    }

    @Test
    void shouldCloseTheConnectionOfAClientThatDoesNotRead() throws Exception {
        String event = "data: " + "x".repeat(LARGE) + "\n\n";
        for (int i = 0; i < 50; i++) {
            events.add(event);
        }
        connect("10.0.0.1");

        assertThat(closed.poll(30, TimeUnit.SECONDS)).isEqualTo("closed");
        assertThat(events).as("events that were not buffered").hasSizeGreaterThan(30);
    }

    @Test
    void shouldCloseTheConnectionOfAClientThatSendsMore() throws Exception {
        HttpSocket client = connect("10.0.0.1");
        assertThat(client.read().status()).isEqualTo(200);

        client.send("GET /v1/events HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(client.isAtEnd()).isTrue();
        assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
    }

    @Test
    void shouldEndWithTheServer() throws Exception {
        HttpSocket client = connect("10.0.0.1");
        assertThat(client.read().status()).isEqualTo(200);

        long start = System.nanoTime();
        listener.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(client.isAtEnd()).isTrue();
        assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
    }

    private HttpSocket connect(String address) throws Exception {
        HttpSocket client = new HttpSocket(listener.address(), 1024);
        open.add(client);
        client.send("GET /v1/events HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + address + "\r\n\r\n");
        return client;
    }
}
