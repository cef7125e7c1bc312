// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import dev.cvr0.transcript.Limits.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A connection over a non-blocking channel, so that a blocked write can time out. */
final class SocketConnection implements Connection {

    private static final int READ_SIZE = 8192;

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
        Deadline deadline = Deadline.in(within);
        ByteBuffer rest = ByteBuffer.wrap(bytes.toByteArray());
        channel.write(rest);
        while (rest.hasRemaining()) {
            if (!isReady(SelectionKey.OP_WRITE, deadline)) {
                throw new IOException("the server takes no more bytes");
            }
            channel.write(rest);
        }
    }

    @Override
    public Received receive(Duration within) {
        try {
            return isReady(SelectionKey.OP_READ, Deadline.in(within)) ? read() : new Received.Nothing();
        } catch (IOException e) {
            return new Received.Reset(String.valueOf(e.getMessage()));
        }
    }

    private Received read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(READ_SIZE);
        int number = channel.read(buffer);
        if (number < 0) {
            return new Received.EndOfStream();
        }
        return number == 0
                ? new Received.Nothing()
                : new Received.Data(Bytes.of(buffer.array()).slice(0, number));
    }

    private boolean isReady(int operation, Deadline deadline) throws IOException {
        key.interestOps(operation);
        // 0 would wait without a limit
        long wait = Math.max(1, deadline.left().toMillis());
        return selector.select(ready -> {}, wait) > 0;
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
