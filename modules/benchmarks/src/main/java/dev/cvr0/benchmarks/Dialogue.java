// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.StandalonePlugin;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The lines that a client sends, each after the answer to the one before, and the expected answers.
 *
 * @param bulkBytes the number of further bytes after the last answer
 * @param end the side that closes the connection
 */
record Dialogue(List<Exchange> exchanges, long bulkBytes, End end) {

    /** The side that closes a connection after the last answer. */
    enum End {
        SERVER,
        CLIENT,
        NONE
    }

    /** A line of the client and its answer, both with their terminators. */
    @SuppressWarnings("ArrayRecordComponent") // not compared
    record Exchange(byte[] request, byte[] answer) {}

    static final byte[] VER_ANSWER = line("VER 1 CVR0");

    private static final byte[] VER = line("VER 1 MSNP10 MSNP9 CVR0");

    /** The answer to every dialogue of {@link #of}. */
    static final byte[] CVQ_ANSWER =
            line(answerTo("CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com"));

    private static final List<String> VERSIONS = List.of("6.0.0602", "6.1.0155", "6.1.0211", "6.2.0137", "6.2.0205");
    private static final List<String> LOCALES =
            List.of("0x0409", "0x0809", "0x0407", "0x040c", "0x0410", "0x0413", "0x0416", "0x041d");
    private static final List<String> SYSTEMS = List.of("4.10", "4.90", "5.0", "5.1", "5.2");

    /**
     * Creates a dialogue for each of many users with 200 different programs. All dialogues have the same answer, so that a
     * server with canned answers sends the same bytes.
     */
    static List<Dialogue> of(int users) {
        return IntStream.range(0, users)
                .mapToObj(user -> cvq(line("CVQ 2 " + profile(user)), CVQ_ANSWER))
                .toList();
    }

    static Dialogue cvq(byte[] line, byte[] answer) {
        return new Dialogue(List.of(new Exchange(VER, VER_ANSWER), new Exchange(line, answer)), 0, End.SERVER);
    }

    /** Creates a sign-in for each of many users. With the policy, all clients are given the same advice. */
    static List<Dialogue> signIns(int users, boolean policy) {
        byte[] advice = line("CVR"
                + new String(CVQ_ANSWER, StandardCharsets.US_ASCII).strip().substring(3));
        return IntStream.range(0, users)
                .mapToObj(user -> new Dialogue(
                        List.of(
                                new Exchange(VER, CannedServer.EMULATOR_ANSWERS.get(0)),
                                new Exchange(
                                        line("CVR 2 " + profile(user)),
                                        policy ? advice : CannedServer.EMULATOR_ANSWERS.get(1)),
                                new Exchange(
                                        line("USR 3 TWN I user" + user + "@example.com"),
                                        CannedServer.EMULATOR_ANSWERS.get(2))),
                        0,
                        End.CLIENT))
                .toList();
    }

    /** Returns a copy that continues with bytes from the emulator. */
    Dialogue bulk() {
        List<Exchange> longer = new ArrayList<>(exchanges);
        longer.add(new Exchange(line("BLK 4"), new byte[0]));
        return new Dialogue(longer, CannedServer.BULK_BYTES, end);
    }

    /** Returns a copy whose connection stays open. */
    Dialogue keptOpen() {
        return new Dialogue(exchanges, bulkBytes, End.NONE);
    }

    static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String profile(int user) {
        return String.join(
                " ",
                LOCALES.get(user % LOCALES.size()),
                "winnt",
                SYSTEMS.get(user / LOCALES.size() % SYSTEMS.size()),
                "i386 MSNMSGR",
                VERSIONS.get(user / LOCALES.size() / SYSTEMS.size() % VERSIONS.size()),
                "MSMSGS user" + user + "@example.com");
    }

    private static String answerTo(String line) {
        HandlerRegistry registry = new HandlerRegistry(List.of());
        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            return registry.handler(Verb.CVQ)
                    .orElseThrow()
                    .handle(Command.tryParse(line).orElseThrow(), new PlainSession(InetAddress.getLoopbackAddress()))
                    .toCompletableFuture()
                    .join()
                    .line()
                    .orElseThrow();
        }
    }
}
