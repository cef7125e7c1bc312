// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.host.Endpoint;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One side sends 100 MB that the other side does not read: the relay stops reading, and nothing is lost. */
class BackPressureTest {

    /** The state of a session in which the bytes are sent. */
    private enum State {
        PASSED("GET / HTTP/1.1\r\n", "HTTP/1.1 200 OK\r\n", ""),
        SIGNED_IN("VER 1 MSNP8\r\n", "VER 1 MSNP8\r\n", "USR 2 TWN I a@example.com\r\n"),
        LINES("VER 1 MSNP7\r\n", "VER 1 MSNP7\r\n", ""),
        PAYLOAD("VER 1 MSNP7\r\n", "VER 1 MSNP7\r\n", "");

        private final String first;
        private final String answer;
        private final String usr;

        State(String first, String answer, String usr) {
            this.first = first;
            this.answer = answer;
            this.usr = usr;
        }

        /** Returns 64 kB to be sent again and again. */
        byte[] block(boolean fromClient) {
            byte[] block = new byte[BLOCK];
            Arrays.fill(block, (byte) 'x');
            if (this == LINES) {
                for (int i = LINE - 1; i < BLOCK; i += LINE) {
                    block[i] = '\n';
                }
                block[BLOCK - 1] = '\n';
            }
            if (this == PAYLOAD) {
                byte[] line =
                        (fromClient ? "QRY 5 a 65500\r\n" : "MSG 5 a 65500\r\n").getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(line, 0, block, BLOCK - 65_500 - line.length, line.length);
                Arrays.fill(block, 0, BLOCK - 65_500 - line.length, (byte) '\n');
            }
            return block;
        }
    }

    private static final int BLOCK = 1 << 16;
    private static final int BLOCKS = 1600;
    // Lines are slow with leak detection.
    private static final int FEW_BLOCKS = 400;
    // The kernel buffers of both connections, and those of the relay.
    private static final long MAX_TAKEN = 20_000_000;
    private static final long MAX_RELAY_MEMORY = 10_000_000;
    private static final int LINE = 1600;
    private static final int SMALL = 16_384;
    private static final ByteBufAllocatorMetricProvider ALLOCATOR =
            (ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT;

    @AutoClose
    private static final Policies POLICIES = Policies.prompt();

    @AutoClose
    private final RelayFixture fixture = RelayFixture.start(POLICIES, new FakeEmulator(SMALL), Map.of());

    @ParameterizedTest
    @EnumSource(value = State.class, names = "SIGNED_IN")
    void shouldStopReadingFromAnEmulatorWhoseClientDoesNotRead(State state) {
        try (Endpoint client = Endpoint.connect(fixture.address(), SMALL);
                Endpoint emulator = begin(state, client)) {
            flood(state.block(false), emulator, client);
        }
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = "SIGNED_IN")
    void shouldStopReadingFromAClientWhoseEmulatorDoesNotRead(State state) {
        try (Endpoint client = fixture.connect();
                Endpoint emulator = begin(state, client)) {
            flood(state.block(true), client, emulator);
        }
    }

    @ParameterizedTest
    @Tag("slow")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @EnumSource(State.class)
    void shouldStopReadingInAnyState(State state) {
        shouldStopReadingFromAnEmulatorWhoseClientDoesNotRead(state);
        shouldStopReadingFromAClientWhoseEmulatorDoesNotRead(state);
    }

    @Test
    void shouldStopReadingFromAClientWhileVerIsNotAnswered() {
        try (Endpoint client = fixture.connect().send("VER 1 MSNP8\r\n");
                Endpoint emulator = fixture.emulator().accept().expect("VER 1 MSNP8\r\n")) {
            Flood flood = new Flood(new byte[BLOCK], BLOCKS, client);
            flood.awaitStop();
            emulator.send("VER 1 MSNP8\r\n");
            client.expect("VER 1 MSNP8\r\n");
            flood.receiveAll(emulator);
        }
    }

    @Test
    void shouldStopReadingWhileAPolicyBlocks() {
        try (Policies blocking = Policies.blocking();
                RelayFixture slow = RelayFixture.start(blocking);
                Endpoint client = slow.connect().send("VER 1 MSNP8\r\n");
                Endpoint emulator = slow.emulator().accept().expect("VER 1 MSNP8\r\n")) {
            emulator.send("VER 1 MSNP8\r\n");
            client.expect("VER 1 MSNP8\r\n").send(RelayScript.decode("CVR 2 {SLOW}"));
            emulator.expect(RelayScript.decode("CVR 2 {SLOW}")).send(RelayScript.decode("CVR 2 {echo}"));
            Flood fromClient = new Flood(State.LINES.block(true), FEW_BLOCKS, client);
            Flood fromEmulator = new Flood(State.LINES.block(false), FEW_BLOCKS, emulator);
            fromClient.awaitStop();
            fromEmulator.awaitStop();
            blocking.release();
            client.expect(RelayScript.decode("CVR 2 {advice SLOW}"));
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> fromClient.receiveAll(emulator));
            fromEmulator.receiveAll(client);
            other.join();
        }
    }

    private Endpoint begin(State state, Endpoint client) {
        client.send(state.first);
        Endpoint emulator = fixture.emulator().accept().expect(state.first).send(state.answer);
        client.expect(state.answer).send(state.usr);
        emulator.expect(state.usr).send(state.usr);
        client.expect(state.usr);
        return emulator;
    }

    private static void flood(byte[] block, Endpoint from, Endpoint to) {
        Flood flood = new Flood(block, BLOCKS, from);
        flood.awaitStop();
        flood.receiveAll(to);
    }

    /** Blocks that a thread sends. */
    private static final class Flood {

        private final byte[] block;
        private final int blocks;
        private final long memory = ALLOCATOR.metric().usedDirectMemory();
        private final AtomicLong sent = new AtomicLong();
        private final CompletableFuture<Void> done;

        Flood(byte[] block, int blocks, Endpoint from) {
            this.block = block;
            this.blocks = blocks;
            this.done = CompletableFuture.runAsync(() -> {
                try {
                    OutputStream out = from.socket().getOutputStream();
                    for (int i = 0; i < blocks; i++) {
                        out.write(block);
                        sent.addAndGet(BLOCK);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        /** Waits until nothing more is sent. */
        void awaitStop() {
            long before;
            do {
                before = sent.get();
                quiet();
            } while (sent.get() != before);
            assertThat(before).isLessThan(MAX_TAKEN);
            assertThat(ALLOCATOR.metric().usedDirectMemory()).isBetween(1L, memory + MAX_RELAY_MEMORY);
        }

        private void quiet() {
            try {
                done.get(300, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                assertThat(done).isNotDone();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        }

        void receiveAll(Endpoint to) {
            for (long received = 0; received < (long) BLOCK * blocks; received += BLOCK) {
                to.expect(block);
            }
            done.join();
        }
    }
}
