// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.protocol.Token;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Transport.class)
class BackPressureTest {

    @Parameter
    Transport transport;

    @Test
    void shouldNotCallHandlersWhileTheClientDoesNotRead() {
        int lines = 400;
        Token large = new Token("x".repeat(100_000));
        AtomicInteger calls = new AtomicInteger();
        CommandHandler big = Handlers.of("BIG", (command, session) -> {
            calls.incrementAndGet();
            return command.answer(List.of(large));
        });
        try (EmulatorHost host = new HostFixture(transport).start(big);
                Endpoint client = Endpoint.connect(host.address(), 4096)) {
            client.send("BIG 1\n".repeat(lines) + "BYE 2 b\n").read();
            assertThat(calls).hasValueLessThan(lines / 2);
            assertThat(client.rest()).hasSize((lines - 1) * (100_000 + "BIG 1 \r\n".length()) + "BYE 2 b\r\n".length());
        }
    }

    @Test
    void shouldNotReadWhileAReplyIsPending() throws IOException {
        PendingHandler slow = new PendingHandler();
        try (EmulatorHost host = new HostFixture(transport).start(slow);
                SocketChannel client =
                        SocketChannel.open(new InetSocketAddress(host.address().getAddress(), host.port()))) {
            client.write(ByteBuffer.wrap("SLO 1\n".getBytes(StandardCharsets.US_ASCII)));
            PendingHandler.Call call = slow.next();
            assertThat(bytesTaken(client, 64_000_000)).isLessThan(64_000_000);
            call.answer();
        }
    }

    // Writes until the maximum is reached or the host has not read for a while.
    private static long bytesTaken(SocketChannel client, long max) throws IOException {
        client.configureBlocking(false);
        long taken = 0;
        try (Selector selector = Selector.open()) {
            client.register(selector, SelectionKey.OP_WRITE);
            while (taken < max && selector.select(500) > 0) {
                selector.selectedKeys().clear();
                taken += client.write(ByteBuffer.allocate(64_000));
            }
        }
        return taken;
    }
}
