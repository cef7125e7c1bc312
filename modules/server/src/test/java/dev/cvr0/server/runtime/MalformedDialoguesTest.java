// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.Step.Send;
import dev.cvr0.transcript.Transcript;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sends thousands of corrupted dialogues to a server. The seed is fixed. */
@Timeout(120)
class MalformedDialoguesTest {

    private static final long SEED = 20261121;
    private static final int DIALOGUES = 4000;
    private static final int MAX_ANSWER_BYTES = 1_000_000;
    private static final int READ_TIMEOUT_MILLIS = 10_000;
    private static final long MAX_GROWTH_BYTES = 16L << 20;

    // A reference, because unreferenced loggers and their handlers are garbage-collected.
    private final Logger logger = Logger.getLogger("");
    private final WarningRecorder warnings = new WarningRecorder();
    private final Random random = new Random(SEED);
    private final List<byte[]> seeds = Transcript.conformance().stream()
            .map(Transcript::dialogues)
            .flatMap(List::stream)
            .map(MalformedDialoguesTest::sent)
            .toList();

    @BeforeEach
    void addRecorder() {
        logger.addHandler(warnings);
    }

    @AfterEach
    void removeRecorder() {
        logger.removeHandler(warnings);
    }

    @Test
    void shouldWithstandMalformedInput() throws IOException {
        try (ServerPeer peer = new ServerPeer(Map.of())) {
            InetSocketAddress address = peer.server().address();
            sendCorrupted(address);
            long before = usedMemory();
            sendCorrupted(address);

            assertThat(usedMemory() - before).isLessThan(MAX_GROWTH_BYTES);
            assertThat(warnings.messages).isEmpty();
            for (Dialogue dialogue : Transcript.conformance("seed.msnp").dialogues()) {
                assertThat(new DialoguePlayer(peer).play(dialogue).mismatches()).isEmpty();
            }
            awaitNoConnections(peer.server());
        }
    }

    private void sendCorrupted(InetSocketAddress address) throws IOException {
        for (int i = 0; i < DIALOGUES; i++) {
            byte[] bytes = corrupted(seeds.get(random.nextInt(seeds.size())).clone());
            if (random.nextInt(10) == 0) {
                sendAndReset(address, bytes);
            } else {
                sendAndRead(address, bytes);
            }
        }
    }

    /** The server must close the connection after the client has closed its side. */
    private static void sendAndRead(InetSocketAddress address, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readNBytes(MAX_ANSWER_BYTES)).hasSizeLessThan(MAX_ANSWER_BYTES);
        } catch (SocketException e) {
            // The server may reset a connection on which data arrives after the end of the session. A timeout is an
            // error.
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|not connected).*");
        }
    }

    private static void sendAndReset(InetSocketAddress address, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(bytes);
        }
    }

    private byte[] corrupted(byte[] bytes) {
        byte[] result = bytes;
        for (int i = random.nextInt(4); i >= 0; i--) {
            result = corruptedOnce(result);
        }
        return result;
    }

    private byte[] corruptedOnce(byte[] bytes) {
        int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        return switch (random.nextInt(6)) {
            case 0 -> spliced(bytes, at, at, noise(1 + random.nextInt(8)));
            case 1 -> spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), new byte[0]);
            case 2 -> spliced(bytes, at, Math.min(bytes.length, at + 1), noise(1));
            case 3 -> spliced(bytes, at, bytes.length, seeds.get(random.nextInt(seeds.size())));
            case 4 -> spliced(bytes, at, at, "\r\n".getBytes(StandardCharsets.US_ASCII));
            default -> noise(random.nextInt(3000));
        };
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] inserted) {
        byte[] result = new byte[from + inserted.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(inserted, 0, result, from, inserted.length);
        System.arraycopy(bytes, to, result, from + inserted.length, bytes.length - to);
        return result;
    }

    private static byte[] sent(Dialogue dialogue) {
        List<byte[]> parts = new ArrayList<>();
        dialogue.steps().stream()
                .filter(Send.class::isInstance)
                .map(step -> ((Send) step).bytes().toByteArray())
                .forEach(parts::add);
        byte[] all = new byte[0];
        for (byte[] part : parts) {
            all = spliced(all, all.length, all.length, part);
        }
        return all;
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void awaitNoConnections(Cvr0Server server) {
        while (server.connections() > 0) {
            Thread.onSpinWait();
        }
    }

    private static final class WarningRecorder extends Handler {

        private final ConcurrentLinkedQueue<String> messages = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord logged) {
            if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
                messages.add(logged.getLoggerName() + ": " + logged.getMessage());
            }
        }

        @Override
        public void flush() {
            // kept in memory
        }

        @Override
        public void close() {
            // kept in memory
        }
    }
}
