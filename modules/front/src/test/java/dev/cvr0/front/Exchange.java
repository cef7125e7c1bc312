// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cvr0.transcript.Bytes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Plays a {@link SessionModel} through a relay on one thread, in random pieces, and checks the bytes that each side receives. */
final class Exchange implements AutoCloseable {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final int WAIT_MILLIS = 5;
    private static final int TAIL_BYTES = 30;
    private static final int QUOTE = 200;
    private static final int MAX_PIECES = 500;
    private static final int[] PIECES = {1, 3, 40, 400, 100_000};

    private final SessionModel model;
    private final Random random;
    private final int piece;
    private final Selector selector;
    private final Side client;
    private final Side emulator;
    private String tail = "";
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    /** One side of the session. */
    private final class Side {

        private final String name;
        private final Iterator<SessionModel.Message> messages;
        private final StringBuilder expected;
        private final boolean first;
        private final StringBuilder received = new StringBuilder();
        private final StringBuilder ready = new StringBuilder();
        private SessionModel.Message next;
        private SocketChannel channel;
        private int sent;
        private int verified;
        private boolean outputEnded;
        private boolean inputEnded;
        private boolean reset;

        Side(String name, SessionModel.Side side, boolean first) {
            this.name = name;
            this.messages = List.copyOf(side.sends).iterator();
            this.expected = new StringBuilder(side.receives);
            this.first = first;
            advance();
        }

        private void advance() {
            next = messages.hasNext() ? messages.next() : null;
        }

        void use(SocketChannel opened) throws IOException {
            channel = opened;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ);
        }

        /** Sends at most one piece of what may be sent. Returns whether anything was sent. */
        boolean write() throws IOException {
            for (; next != null && next.after() <= received.length(); advance()) {
                if (next.alone() && received.length() != next.after()) {
                    throw mismatch("must not have received more than " + next.after() + " bytes yet");
                }
                ready.append(next.bytes());
            }
            int length = Math.min(ready.length() - sent, 1 + random.nextInt(piece));
            if (length == 0 || outputEnded) {
                return false;
            }
            int written = channel.write(ISO_8859_1.encode(CharBuffer.wrap(ready, sent, sent + length)));
            sent += written;
            return written > 0;
        }

        boolean read() throws IOException {
            int number;
            try {
                number = inputEnded ? 0 : channel.read(buffer.clear());
            } catch (IOException e) {
                reset = true;
                inputEnded = true;
                channel.keyFor(selector).cancel();
                return true;
            }
            if (number < 0) {
                inputEnded = true;
                channel.keyFor(selector).cancel();
                return true;
            }
            received.append(new String(buffer.array(), 0, number, ISO_8859_1));
            return number > 0;
        }

        boolean isDone() {
            return next == null && sent == ready.length() && received.length() >= expected.length();
        }

        void end(boolean withReset) throws IOException {
            if (withReset) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            } else {
                channel.shutdownOutput();
            }
            outputEnded = true;
        }

        void verify() {
            for (; verified < received.length(); verified++) {
                if (verified >= expected.length() || received.charAt(verified) != expected.charAt(verified)) {
                    throw mismatch("received other bytes");
                }
            }
            if (reset && !isReset()) {
                throw mismatch("was reset");
            }
            if (inputEnded && received.length() < expected.length()) {
                throw mismatch("received an early end");
            }
        }

        AssertionError mismatch(String problem) {
            return new AssertionError(name + " " + problem + ": at byte " + verified + " of " + expected.length()
                    + ", after " + excerpt(received, verified - QUOTE, verified) + "\nexpected "
                    + excerpt(expected, verified, verified + QUOTE) + "\nreceived "
                    + excerpt(received, verified, verified + QUOTE)
                    + "\nsent " + sent + " of " + ready.length() + " bytes, ended: " + outputEnded + ", received end: "
                    + inputEnded + ", reset: " + reset);
        }

        private String excerpt(StringBuilder text, int from, int to) {
            int start = Math.max(0, Math.min(from, text.length()));
            return "'"
                    + Bytes.of(text.substring(start, Math.max(start, Math.min(to, text.length())))
                            .getBytes(ISO_8859_1)) + "'";
        }
    }

    Exchange(SessionModel model, Random random) throws IOException {
        this.model = model;
        this.random = random;
        this.piece = PIECES[random.nextInt(PIECES.length)]
                + (model.client.receives.length() + model.emulator.receives.length()) / MAX_PIECES;
        this.selector = Selector.open();
        boolean clientFirst = model.end == SessionModel.End.CLIENT_ENDS || model.end == SessionModel.End.CLIENT_RESETS;
        this.client = new Side("client", model.client, clientFirst);
        this.emulator = new Side("emulator", model.emulator, !clientFirst);
    }

    private boolean isReset() {
        return model.end == SessionModel.End.CLIENT_RESETS || model.end == SessionModel.End.EMULATOR_RESETS;
    }

    /** Plays the session to its end. */
    void play(InetSocketAddress relay, ServerSocketChannel listener) throws IOException {
        client.use(SocketChannel.open(relay));
        SelectionKey accepting = listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        Side first = client.first ? client : emulator;
        Side second = client.first ? emulator : client;
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!isOver(first, second)) {
            boolean progress = accept(listener);
            progress |= random.nextBoolean() ? step(client) | step(emulator) : step(emulator) | step(client);
            progress |= end(first, second);
            if (System.nanoTime() > deadline) {
                throw stuck(first, second);
            }
            if (!progress) {
                selector.select(ready -> {}, WAIT_MILLIS);
            }
        }
        accepting.cancel();
    }

    private boolean isOver(Side first, Side second) {
        return second.inputEnded && (isReset() || (first.inputEnded && first.isDone()));
    }

    private AssertionError stuck(Side first, Side second) {
        Side waiting = first.isDone() && !second.isDone() ? second : first;
        return waiting.mismatch("timed out");
    }

    private boolean accept(ServerSocketChannel listener) throws IOException {
        if (emulator.channel != null) {
            return false;
        }
        SocketChannel accepted = listener.accept();
        if (accepted != null) {
            emulator.use(accepted);
        }
        return accepted != null;
    }

    private boolean step(Side side) throws IOException {
        if (side.channel == null || !side.channel.isOpen()) {
            return false;
        }
        boolean progress = side.read();
        side.verify();
        return progress | side.write();
    }

    // The side that ends first does so when all is received. The other one answers the end with more bytes and its own
    // end.
    private boolean end(Side first, Side second) throws IOException {
        if (!first.outputEnded) {
            boolean done = first.isDone() && second.isDone();
            if (done) {
                first.end(isReset());
            }
            return done;
        }
        if (isReset() || !second.inputEnded || second.outputEnded) {
            return false;
        }
        if (tail.isEmpty()) {
            byte[] bytes = new byte[1 + random.nextInt(TAIL_BYTES)];
            random.nextBytes(bytes);
            tail = new String(bytes, ISO_8859_1);
            second.ready.append(tail);
            first.expected.append(tail);
        } else if (second.sent == second.ready.length()) {
            second.end(false);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        for (Side side : List.of(client, emulator)) {
            if (side.channel != null) {
                side.channel.close();
            }
        }
        selector.close();
    }
}
