// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.transcript.SocketPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An emulator with one event loop on real sockets, and adapters that handle a pending stage in different ways. */
final class EventLoopEmulator implements AutoCloseable {

    private static final int MAX_LINE_BYTES = 1664;

    private final RecordingRegistry registry;
    private final Adapter adapter;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** The handling of a pending stage. */
    enum Adapter {
        /** Continues with the next line of the session when the stage has completed. */
        WAITING {
            @Override
            void handle(Client client, Command command, CompletionStage<Reply> stage) {
                client.waiting = true;
                stage.whenComplete((reply, failure) -> client.emulator().execute(() -> {
                    client.waiting = false;
                    client.finish(command, reply, failure);
                    client.takeLines();
                }));
            }
        },
        /** Blocks the event loop until the stage has completed. */
        BLOCKING {
            @Override
            void handle(Client client, Command command, CompletionStage<Reply> stage) {
                stage.handle((reply, failure) -> {
                            client.finish(command, reply, failure);
                            return reply;
                        })
                        .toCompletableFuture()
                        .join();
            }
        },
        /** Continues with the next line of the session immediately. */
        OVERTAKING {
            @Override
            void handle(Client client, Command command, CompletionStage<Reply> stage) {
                stage.whenComplete(
                        (reply, failure) -> client.emulator().execute(() -> client.finish(command, reply, failure)));
            }
        };

        abstract void handle(Client client, Command command, CompletionStage<Reply> stage);
    }

    private EventLoopEmulator(RecordingRegistry registry, Adapter adapter) {
        this.registry = registry;
        this.adapter = adapter;
        try {
            selector = Selector.open();
            server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread loop = new Thread(this::run, "event loop");
        loop.setDaemon(true);
        loop.start();
    }

    /** Starts a correct emulator with VER, CVQ and CVR. */
    static EventLoopEmulator withHandlers() {
        return withHandlers(Adapter.WAITING);
    }

    static EventLoopEmulator withHandlers(Adapter adapter) {
        RecordingRegistry registry = new RecordingRegistry();
        registry.register(new ReferenceHandler(Map.of()));
        return new EventLoopEmulator(registry, adapter);
    }

    RecordingRegistry registry() {
        return registry;
    }

    SocketPeer peer() {
        try {
            return new SocketPeer((InetSocketAddress) server.getLocalAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        execute(() -> {
            try (server) {
                selector.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.attachment() instanceof Client client) {
                client.read();
            } else {
                SocketChannel channel = server.accept();
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ).attach(new Client(this, channel));
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    /** One connection. */
    static final class Client {

        private final EventLoopEmulator emulator;
        private final SocketChannel channel;
        private final Session session = new PlainSession(InetAddress.getLoopbackAddress());
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Deque<String> lines = new ArrayDeque<>();
        private boolean waiting;
        private boolean ended;

        private Client(EventLoopEmulator emulator, SocketChannel channel) {
            this.emulator = emulator;
            this.channel = channel;
        }

        private EventLoopEmulator emulator() {
            return emulator;
        }

        private void read() throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(MAX_LINE_BYTES);
            if (channel.read(buffer) < 0) {
                channel.close();
                return;
            }
            for (byte b : buffer.flip().array()) {
                if (buffer.hasRemaining()) {
                    take(buffer.get());
                }
            }
            takeLines();
        }

        private void take(byte b) {
            line.write(b);
            if (line.size() > MAX_LINE_BYTES) {
                end();
            } else if (b == '\n') {
                lines.add(line.toString(StandardCharsets.UTF_8).replaceFirst("\r?\n$", ""));
                line.reset();
            }
        }

        private void takeLines() {
            while (!waiting && !ended && !lines.isEmpty()) {
                String next = lines.remove();
                if (!next.isEmpty()) {
                    Command.tryParse(next).ifPresentOrElse(this::handle, this::end);
                }
            }
        }

        private void handle(Command command) {
            CompletionStage<Reply> stage;
            try {
                stage = emulator.registry.handle(command, session);
            } catch (RuntimeException e) {
                stage = CompletableFuture.failedStage(e);
            }
            emulator.adapter.handle(this, command, stage);
        }

        private void finish(Command command, Reply reply, Throwable failure) {
            Reply answer = failure == null
                    ? reply
                    : command.refuse(ErrorCode.SERVER_FAILURE).andClose();
            answer.line().ifPresent(this::write);
            if (answer.line().isEmpty() || answer.endsSession()) {
                end();
            }
        }

        private void write(String answer) {
            try {
                channel.write(ByteBuffer.wrap((answer + "\r\n").getBytes(StandardCharsets.US_ASCII)));
            } catch (IOException e) {
                end();
            }
        }

        // Keeps reading until the client closes. Closing with unread bytes would reset the connection.
        private void end() {
            ended = true;
            try {
                channel.shutdownOutput();
            } catch (IOException e) {
                ended = true;
            }
        }
    }
}
