// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays the dialogues of {@code before-an-emulator.txt}, whole and split at every byte of each side. */
class BeforeAnEmulatorTest {

    private static final Policies PROMPT = Policies.prompt();
    private static final Policies BLOCKING = Policies.blocking();
    private static final List<ScriptFile.Entry> DIALOGUES = ScriptFile.read("before-an-emulator.txt");

    private static final List<String> SPLIT = List.of(
            "VER: everything after it is held until it is answered",
            "VER: CVQ after it is held until the session is CVR0",
            "MSNP2-7: CVR is answered as often as it comes",
            "enforcement: 601 in a pipelined sign-in");

    private static Map<String, RelayFixture> fixtures = Map.of();

    @BeforeAll
    static void start() {
        fixtures = Map.of(
                "", RelayFixture.start(PROMPT),
                "away", RelayFixture.away(PROMPT),
                "blocking", RelayFixture.start(BLOCKING),
                "transfers", RelayFixture.withTransfers(PROMPT));
    }

    @AfterAll
    static void stop() {
        fixtures.values().forEach(RelayFixture::close);
        PROMPT.close();
        BLOCKING.close();
    }

    /** A container for each row of the table. */
    @TestFactory
    Stream<DynamicNode> shouldFollowTheTable() {
        return DIALOGUES.stream()
                .collect(Collectors.groupingBy(ScriptFile.Entry::row, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(row -> DynamicContainer.dynamicContainer(
                        row.getKey(),
                        row.getValue().stream()
                                .map(dialogue -> DynamicTest.dynamicTest(
                                        dialogue.name(), () -> play(dialogue, RelayScript.Sender.WHOLE)))));
    }

    /** With a policy that decides on other threads, the bytes are the same. */
    @TestFactory
    Stream<DynamicTest> shouldFollowTheTableWithAPolicyThatMayBlock() {
        RelayFixture blocking = fixtures.get("blocking");
        return DIALOGUES.stream()
                .filter(dialogue -> dialogue.with().isEmpty())
                .map(dialogue ->
                        DynamicTest.dynamicTest(dialogue.toString(), () -> blocking.play(dialogue.script(Map.of()))));
    }

    @Test
    void shouldRememberAtMostSixteenRequests() {
        String requests = numbered("CVR %d {A}\n");
        String version = "C> VER 1 MSNP7\n>E VER 1 MSNP7\nE> VER 1 MSNP7\n>C VER 1 MSNP7\n";
        String script = version
                + requests.replace("CVR", "C> CVR")
                + requests.replace("CVR", ">E CVR")
                + numbered("E> CVR %d {echo}\n")
                + numbered(">C CVR %d {advice A}\n").replace("27 {advice A}", "27 {echo}");
        fixtures.get("").play(new RelayScript(script));
    }

    private static String numbered(String format) {
        return IntStream.rangeClosed(11, 27).mapToObj(format::formatted).collect(Collectors.joining());
    }

    @TestFactory
    Stream<DynamicTest> shouldNotDependOnSplits() {
        return DIALOGUES.stream()
                .filter(dialogue -> SPLIT.contains(dialogue.toString()))
                .map(dialogue -> DynamicTest.dynamicTest(dialogue.toString(), () -> playSplit(dialogue)));
    }

    @TestFactory
    @Tag("slow")
    Stream<DynamicTest> shouldNotDependOnSplitsInAnyDialogue() {
        return DIALOGUES.stream()
                .map(dialogue -> DynamicTest.dynamicTest(dialogue.toString(), () -> playSplit(dialogue)));
    }

    private static void playSplit(ScriptFile.Entry dialogue) {
        RelayScript script = script(dialogue.withoutQuietTimes());
        for (char side : new char[] {'C', 'E'}) {
            for (int at = 1; at < script.bytesFrom(side); at++) {
                play(dialogue.withoutQuietTimes(), new SplitSender(side, at));
            }
        }
        play(dialogue.withoutQuietTimes(), new SplitSender('C', SplitSender.EVERYWHERE));
        play(dialogue.withoutQuietTimes(), new SplitSender('E', SplitSender.EVERYWHERE));
    }

    private static void play(ScriptFile.Entry dialogue, RelayScript.Sender sender) {
        fixtures.get(dialogue.with()).play(script(dialogue), sender);
    }

    private static RelayScript script(ScriptFile.Entry dialogue) {
        return dialogue.script(
                dialogue.with().equals("transfers") ? fixtures.get("transfers").listeners() : Map.of());
    }
}
