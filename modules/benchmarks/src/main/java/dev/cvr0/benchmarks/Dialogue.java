// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.StandalonePlugin;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The CVQ line that a client sends after {@link #VER}, and the expected answer.
 *
 * @param cvq the line with its terminator
 * @param cvqAnswer the answer with its terminator
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record Dialogue(byte[] cvq, byte[] cvqAnswer) {

    static final byte[] VER = line("VER 1 MSNP10 MSNP9 CVR0");
    static final byte[] VER_ANSWER = line("VER 1 CVR0");

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
                .mapToObj(user -> "CVQ 2 " + program(user) + " MSMSGS user" + user + "@example.com")
                .map(cvq -> new Dialogue(line(cvq), CVQ_ANSWER))
                .toList();
    }

    static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String program(int user) {
        return String.join(
                " ",
                LOCALES.get(user % LOCALES.size()),
                "winnt",
                SYSTEMS.get(user / LOCALES.size() % SYSTEMS.size()),
                "i386 MSNMSGR",
                VERSIONS.get(user / LOCALES.size() / SYSTEMS.size() % VERSIONS.size()));
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
