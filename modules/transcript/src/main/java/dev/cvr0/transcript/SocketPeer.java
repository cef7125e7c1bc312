// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A server at a TCP address. The connection timeout is five seconds.
 *
 * @param address the address of the server
 * @since 0.1
 */
public record SocketPeer(InetSocketAddress address) implements Peer {

    private static final int CONNECT_TIMEOUT_MILLIS = 5000;
    private static final int READ_SIZE = 8192;

    @Override
    public Connection connect() throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("unknown host " + address.getHostString());
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, CONNECT_TIMEOUT_MILLIS);
            channel.configureBlocking(false);
            return new SocketConnection(channel, Selector.open());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A connection over a non-blocking channel, so that a blocked write can time out. */
    private record SocketConnection(SocketChannel channel, Selector selector) implements Connection {

        @Override
        public void send(Bytes bytes, Duration within) throws IOException {
            long deadline = System.nanoTime() + within.toNanos();
            ByteBuffer rest = ByteBuffer.wrap(bytes.toByteArray());
            for (channel.write(rest); rest.hasRemaining(); channel.write(rest)) {
                if (!isReady(SelectionKey.OP_WRITE, Duration.ofNanos(deadline - System.nanoTime()))) {
                    throw new IOException("the server does not accept more bytes");
                }
            }
        }

        @Override
        public Optional<Bytes> receive(Duration within) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(READ_SIZE);
            int number = isReady(SelectionKey.OP_READ, within) ? channel.read(buffer) : 0;
            Bytes input = Bytes.of(Arrays.copyOf(buffer.array(), Math.max(0, number)));
            return number == 0 ? Optional.empty() : Optional.of(input);
        }

        private boolean isReady(int operation, Duration within) throws IOException {
            channel.register(selector, operation);
            // 0 would wait without a timeout
            return selector.select(ready -> {}, Math.max(1, within.toMillis())) > 0;
        }

        @Override
        public void close() {
            try (selector) {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
