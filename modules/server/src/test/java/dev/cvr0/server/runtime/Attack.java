// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Many connections that one thread keeps open: it replaces connections that the server closes, up to 1000 per second. Each sends a text once, or
 * again and again as fast as the server reads, and discards the answers.
 */
final class Attack implements AutoCloseable {

    private static final int SEND_BUFFER_BYTES = 8192;

    private final InetSocketAddress server;
    private final IntFunction<InetAddress> source;
    private final byte[] text;
    private final boolean repeated;
    private final Selector selector = Selector.open();
    private final ByteBuffer discarded = ByteBuffer.allocate(65_536);
    private final AtomicInteger opened = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "attack");
    private final int connections;
    private volatile boolean stopped;

    /** Starts an attack. The function returns the address of each connection. */
    Attack(InetSocketAddress server, int connections, IntFunction<InetAddress> source, String text, boolean repeated)
            throws IOException {
        this.server = server;
        this.connections = connections;
        this.source = source;
        this.text = text.getBytes(StandardCharsets.US_ASCII);
        this.repeated = repeated;
        thread.start();
    }

    /** Waits until the given number of connections have been opened, including replaced ones. */
    void awaitOpened(int count) {
        while (opened.get() < count) {
            if (!thread.isAlive()) {
                throw new IllegalStateException("the attack failed");
            }
            Thread.onSpinWait();
        }
    }

    private void run() {
        try {
            long start = System.nanoTime();
            while (!stopped) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                while (selector.keys().size() < connections && opened.get() < connections + millis) {
                    open();
                }
                selector.select(this::serve, 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open() throws IOException {
        SocketChannel channel = SocketChannel.open().bind(new InetSocketAddress(source.apply(opened.get()), 0));
        // The default lets the system buffer megabytes for each connection, which delays every process.
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
        channel.connect(server);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE, ByteBuffer.wrap(text));
        opened.incrementAndGet();
    }

    private void serve(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isReadable() && channel.read(discarded.clear()) < 0) {
                channel.close();
            } else if (key.isWritable()) {
                write(key, channel, (ByteBuffer) key.attachment());
            }
        } catch (IOException reset) {
            close(channel);
        }
    }

    private void write(SelectionKey key, SocketChannel channel, ByteBuffer left) throws IOException {
        channel.write(left);
        if (!left.hasRemaining()) {
            left.clear();
            if (!repeated) {
                key.interestOps(SelectionKey.OP_READ);
            }
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        selector.keys().forEach(key -> close((SocketChannel) key.channel()));
        selector.close();
    }
}
