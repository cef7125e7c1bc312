// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which commands carry a payload, by dialect and direction. Their payloads here look like lines that the relay acts on. */
class PayloadsTest {

    private static final Policies POLICIES = Policies.prompt();
    private static final RelayFixture FIXTURE = RelayFixture.start(POLICIES);
    private static final String DECOY = "CVR 9 1 2 3 4 5\\r\\n";
    private static final int DECOY_BYTES = 17;

    @AfterAll
    static void stop() {
        FIXTURE.close();
        POLICIES.close();
    }

    private static Stream<Arguments> ofEmulators(boolean payloads) {
        Stream<Arguments> old = arguments(List.of("MSG", "NOT", "IPG", "PAG"), 2, 7);
        Stream<Arguments> recent = arguments(List.of("UBX", "GCF"), 11, 21);
        Stream<Arguments> none = Stream.of(
                        arguments(List.of("UBX", "GCF"), 2, 10),
                        arguments(List.of("QRY", "SDC", "PGD", "ILN", "MSGS"), 2, 21))
                .flatMap(all -> all);
        return payloads ? Stream.concat(old, recent) : none;
    }

    private static Stream<Arguments> ofClients(boolean payloads) {
        Stream<Arguments> some = Stream.of(
                        arguments(List.of("SDC", "QRY"), 5, 10), arguments(List.of("PAG", "PGD"), 8, 10))
                .flatMap(all -> all);
        Stream<Arguments> none = Stream.of(
                        arguments(List.of("SDC", "QRY"), 2, 4),
                        arguments(List.of("PAG", "PGD"), 2, 7),
                        arguments(List.of("MSG", "NOT", "IPG", "UBX", "GCF", "UUX"), 2, 10))
                .flatMap(all -> all);
        return payloads ? some : none;
    }

    private static Stream<Arguments> payloadsOfEmulators() {
        return ofEmulators(true);
    }

    private static Stream<Arguments> linesOfEmulators() {
        return ofEmulators(false);
    }

    private static Stream<Arguments> payloadsOfClients() {
        return ofClients(true);
    }

    private static Stream<Arguments> linesOfClients() {
        return ofClients(false);
    }

    private static Stream<Arguments> arguments(List<String> verbs, int from, int to) {
        return verbs.stream()
                .flatMap(verb -> IntStream.rangeClosed(from, to).mapToObj(dialect -> Arguments.of(verb, dialect)));
    }

    @ParameterizedTest
    @MethodSource("payloadsOfEmulators")
    void shouldNotReplaceAnAnswerInAPayloadOfAnEmulator(String verb, int dialect) {
        playFromEmulator(dialect, verb + " a@example.com b " + DECOY_BYTES, DECOY, "CVR 9 {advice A}");
    }

    @ParameterizedTest
    @MethodSource("linesOfEmulators")
    void shouldReplaceAnAnswerAfterALineOfAnEmulator(String verb, int dialect) {
        playFromEmulator(dialect, verb + " a@example.com b " + DECOY_BYTES, "CVR 9 {advice A}\\r\\n", "CVR 9 {echo}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17x", "-17", "+17", "0x11", "99999999999999999999", "\\xb2", "1.7", "0"})
    void shouldNotTakeAnythingElseForALength(String length) {
        playFromEmulator(7, "MSG a@example.com b " + length, "CVR 9 {advice A}\\r\\n", "CVR 9 {echo}");
    }

    private static void playFromEmulator(int dialect, String line, String decoyAtClient, String answerAtClient) {
        FIXTURE.play(new RelayScript(version(dialect) + """
                C> CVR 9 {A}
                >E CVR 9 {A}
                E> %1$s\\r\\n%2$s\\
                E> CVR 9 {echo}
                >C %1$s\\r\\n%3$s\\
                >C %4$s
                """.formatted(line, DECOY, decoyAtClient, answerAtClient)));
    }

    @ParameterizedTest
    @MethodSource("payloadsOfClients")
    void shouldNotAnswerARequestInAPayloadOfAClient(String verb, int dialect) {
        playFromClient(verb, dialect, "CVR 9 {echo}");
    }

    @ParameterizedTest
    @MethodSource("linesOfClients")
    void shouldAnswerARequestAfterALineOfAClient(String verb, int dialect) {
        playFromClient(verb, dialect, "CVR 9 {advice A}");
    }

    private static void playFromClient(String verb, int dialect, String answer) {
        int length = RelayScript.decode("CVR 9 {A}").length();
        FIXTURE.play(new RelayScript(version(dialect) + """
                C> %1$s 5 a@example.com %2$d\\r\\nCVR 9 {A}
                C> CVR 10 {B}
                >E %1$s 5 a@example.com %2$d\\r\\nCVR 9 {A}
                >E CVR 10 {B}
                E> CVR 9 {echo}
                E> CVR 10 {echo}
                >C %3$s
                >C CVR 10 {advice B}
                """.formatted(verb, length, answer)));
    }

    @Test
    void shouldSendALineWithItsPayload() {
        FIXTURE.play(new RelayScript(version(7) + """
                C> QRY 1 a@example.com 32
                >E <nothing>
                C> 0123456789012345678901234567890\\
                >E <nothing>
                C> 1\\
                >E QRY 1 a@example.com 32\\r\\n01234567890123456789012345678901\\
                E> MSG a@example.com b 4
                >C <nothing>
                E> abcd\\
                >C MSG a@example.com b 4\\r\\nabcd\\
                """));
    }

    private static String version(int dialect) {
        return """
                C> VER 1 MSNP%1$d CVR0
                >E VER 1 MSNP%1$d CVR0
                E> VER 1 MSNP%1$d
                >C VER 1 MSNP%1$d
                """.formatted(dialect);
    }
}
