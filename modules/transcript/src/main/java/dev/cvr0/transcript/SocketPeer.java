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
import java.util.Objects;
import java.util.Optional;

/**
 * A server at a TCP address. A connection must succeed within five seconds.
 *
 * @param address the address of the server
 * @since 0.1
 */
public record SocketPeer(InetSocketAddress address) implements Peer {

    private static final int CONNECT_TIMEOUT_MILLIS = 5000;
    private static final int READ_SIZE = 8192;

    /** Rejects null. */
    public SocketPeer {
        Objects.requireNonNull(address, "address");
    }

    @Override
    public Connection connect() throws IOException {
        if (address.isUnresolved()) {
            throw new IOException("unknown host " + address.getHostString());
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, CONNECT_TIMEOUT_MILLIS);
            return new SocketConnection(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A connection over a non-blocking channel, so that a blocked write can time out. */
    private static final class SocketConnection implements Connection {

        private final SocketChannel channel;
        private final Selector selector;
        private final SelectionKey key;

        SocketConnection(SocketChannel channel) throws IOException {
            this.channel = channel;
            this.selector = Selector.open();
            channel.configureBlocking(false);
            this.key = channel.register(selector, 0);
        }

        @Override
        public void send(Bytes bytes, Duration within) throws IOException {
            long deadline = System.nanoTime() + within.toNanos();
            ByteBuffer rest = ByteBuffer.wrap(bytes.toByteArray());
            channel.write(rest);
            while (rest.hasRemaining()) {
                if (!isReady(SelectionKey.OP_WRITE, Duration.ofNanos(deadline - System.nanoTime()))) {
                    throw new IOException("the server takes no more bytes");
                }
                channel.write(rest);
            }
        }

        @Override
        public Optional<Bytes> receive(Duration within) throws IOException {
            if (!isReady(SelectionKey.OP_READ, within)) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.allocate(READ_SIZE);
            int number = channel.read(buffer);
            if (number == 0) {
                return Optional.empty();
            }
            return Optional.of(number < 0 ? Bytes.NONE : Bytes.of(Arrays.copyOf(buffer.array(), number)));
        }

        private boolean isReady(int operation, Duration within) throws IOException {
            key.interestOps(operation);
            // 0 would wait without a limit
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
