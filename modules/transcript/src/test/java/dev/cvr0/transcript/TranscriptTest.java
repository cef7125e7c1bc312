// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {

    @Test
    void shouldParseEachKindOfStep() {
        List<Step> steps = onlyDialogue("== all\n"
                        + "C: VER 1 CVR0\\s\n"
                        + "S: VER 1 CVR0\n"
                        + "C> CVQ\\r\\n\n"
                        + "S~ [0-9]+ 1\n"
                        + "closed\n")
                .steps();
        assertThat(steps)
                .containsExactly(
                        new Step.Send(Bytes.ofText("VER 1 CVR0 \r\n"), 2),
                        new Step.ExpectLine(Bytes.ofText("VER 1 CVR0"), 3),
                        new Step.Send(Bytes.ofText("CVQ\r\n"), 4),
                        new Step.ExpectPattern("[0-9]+ 1", 5),
                        new Step.ExpectClosed(6));
    }

    @Test
    void shouldJoinConsecutiveClientLines() {
        assertThat(onlyDialogue("== x\nC: a\n# between\n\nC> b\nC:\nopen").steps())
                .containsExactly(new Step.Send(Bytes.ofText("a\r\nb\r\n"), 2), new Step.ExpectOpen(7));
    }

    @Test
    void shouldKeepNamesCommentsAndLineNumbers() {
        Transcript transcript = Transcript.parse("f", "# head\n\n== one\n# why\nclosed\n==  two \nopen\n# end\n");
        assertThat(transcript.dialogues())
                .containsExactly(
                        new Dialogue("one", List.of("why"), List.of(new Step.ExpectClosed(5)), 3),
                        new Dialogue("two", List.of("end"), List.of(new Step.ExpectOpen(7)), 6));
        assertThat(transcript.source()).isEqualTo("f");
        assertThat(transcript.settings()).isEmpty();
    }

    @Test
    void shouldParseSettingsInOrder() {
        Transcript transcript =
                Transcript.parse("f", "# with cvr0.z=1\n#with cvr0.a=not this way\n# with care\n== x\nopen");
        assertThat(transcript.settings()).containsExactly(entry("cvr0.z", "1"), entry("cvr0.a", "not this way"));
    }

    @Test
    void shouldParseAnEmptySetting() {
        assertThat(Transcript.parse("f", "# with cvr0.a=\n== x\nopen").settings())
                .containsExactly(entry("cvr0.a", ""));
    }

    @Test
    void shouldAcceptCrlfAndAByteOrderMark() {
        assertThat(onlyDialogue("\uFEFF== x\r\nC: a\r\nclosed\r\n").steps())
                .containsExactly(new Step.Send(Bytes.ofText("a\r\n"), 2), new Step.ExpectClosed(3));
    }

    @Test
    void shouldEncodeOtherCharactersAsUtf8() {
        assertThat(onlyDialogue("== x\nC: é").steps()).containsExactly(new Step.Send(Bytes.ofText("é\r\n"), 2));
    }

    static List<List<String>> mistakes() {
        return List.of(
                List.of("C: a", "1: 'C: a' is before the first dialogue, expected '== name' or '# text'"),
                List.of("# with a=1\n# with a=2\n== x\nopen", "2: the setting a is declared twice, remove one of them"),
                List.of("# with A b=2\n== x\nopen", "1: '# with A b=2' is not a setting, expected '# with key=value'"),
                List.of("== x\n# with a=1\nopen", "2: the setting is inside a dialogue"),
                List.of("==\nopen", "1: the dialogue has no name, expected '== name'"),
                List.of("==x\nopen", "1: the dialogue has no name, expected '== name'"),
                List.of("== x\n# only\n== y\nopen", "1: the dialogue has no steps, expected at least one"),
                List.of("", "1: the transcript has no dialogue, expected '== name' and steps"),
                List.of(
                        "== x\nC: a\\r",
                        "2: invalid escape '\\r' at character 2 of the text, expected \\s, \\\\ or \\xHH"),
                List.of("== x\nC> a\\xzz", "2: invalid escape '\\x' at character 2 of the text"),
                List.of("== x\nS: a\\n", "2: invalid escape '\\n' at character 2 of the text"),
                List.of("== x\nS: a\\x0ab", "2: the answer contains a line feed, expected an 'S: ' for each line"),
                List.of("== x\nC:a", "2: no space after 'C:', expected exactly one"),
                List.of("== x\nC: a ", "2: the line ends with a space, expected \\s"),
                List.of("== x\nC: a\tb", "2: the line contains a control character or malformed text"),
                List.of("== x\nC: a\ud800b", "2: the line contains a control character or malformed text"),
                List.of("== x\nC: a\rb", "2: the line contains a control character or malformed text"),
                List.of("== x\nC>", "2: nothing to send, expected bytes after 'C> '"),
                List.of("== x\nS~", "2: no pattern, expected a regular expression after 'S~ '"),
                List.of("== x\nS~ a(b", "2: invalid pattern (Unclosed group near character"),
                List.of(
                        "== x\nS~ " + "(".repeat(8000) + ")".repeat(8000),
                        "2: invalid pattern (Stack overflow during pattern compilation near"),
                List.of("== x\nX: a", "2: unknown line 'X: a', expected a line that begins with '== '"),
                List.of("== x\nOpen", "2: unknown line 'Open', expected"),
                List.of("== x\n" + "x".repeat(61), "2: unknown line '" + "x".repeat(60) + "'..., expected"),
                List.of("== x\nopen\nC: a", "3: 'C: a' follows 'open' or 'closed', which end the dialogue"),
                List.of("== x\nclosed\nclosed", "3: 'closed' follows 'open' or 'closed'"),
                List.of("== x\nC: " + "a".repeat(16_382), "2: the line is too long, expected at most 16384 characters"),
                List.of(
                        "== x\n" + "\n".repeat(1 << 20),
                        "1: the transcript is too large, expected at most 1048576 bytes"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldReportAProblemAndItsLine(List<String> textAndProblem) {
        assertThatThrownBy(() -> Transcript.parse("my.msnp", textAndProblem.get(0)))
                .isInstanceOf(TranscriptException.class)
                .message()
                .startsWith("my.msnp:" + textAndProblem.get(1))
                .hasLineCount(1);
    }

    @Test
    void shouldReportAllProblemsTogether() {
        assertThatThrownBy(() -> Transcript.parse("f", "x\n== a\ny\n== b\n\nz"))
                .message()
                .satisfies(message -> assertThat(message.lines().map(line -> line.substring(0, 4)))
                        .containsExactly("f:1:", "f:3:", "f:6:"));
    }

    @Test
    void shouldLimitTheNumberOfReportedProblems() {
        assertThatThrownBy(() -> Transcript.parse("f", "x\n".repeat(250)))
                .message()
                .hasLineCount(101)
                .endsWith("f: and 150 more");
    }

    @Property(tries = 500)
    void shouldParseOrRejectAnyText(@ForAll("lines") String text) {
        readsOrReports(text);
    }

    @Property(tries = 500)
    void shouldParseOrRejectAnyCharacters(@ForAll String text) {
        readsOrReports(text);
    }

    @Property(tries = 300)
    void shouldParseOrRejectAnyBytes(@ForAll byte[] bytes) {
        try {
            assertThat(read(new ByteArrayInputStream(bytes)).dialogues()).isNotEmpty();
        } catch (TranscriptException e) {
            assertThat(e.getMessage()).startsWith("f:");
        }
    }

    @Property(tries = 300)
    void shouldSendTheUnescapedBytes(@ForAll byte[] bytes) {
        Bytes sent = Bytes.of(bytes).plus(Bytes.ofText("."));
        assertThat(onlyDialogue("== x\nC> " + sent).steps()).containsExactly(new Step.Send(sent, 2));
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> start = Arbitraries.of(
                "== ", "==", "# ", "# with ", "C: ", "C> ", "C:", "S: ", "S~ ", "open", "closed", "", "\ufeff");
        Arbitrary<String> rest =
                Arbitraries.strings().withChars("a=.\\xsrn0 ([*\r\u0001é").ofMaxLength(8);
        return Arbitraries.oneOf(start, start.flatMap(s -> rest.map(s::concat)))
                .list()
                .ofMaxSize(12)
                .map(lines -> lines.stream().collect(Collectors.joining("\n")));
    }

    @Test
    void shouldUseThePathOfTheFileAsItsSource(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.msnp"), "== x\nC: é");
        Transcript transcript = Transcript.read(file);
        assertThat(transcript.source()).isEqualTo(file.toString());
        assertThat(transcript.dialogues().get(0).steps()).containsExactly(new Step.Send(Bytes.ofText("é\r\n"), 2));
    }

    @Test
    void shouldReportAnUnreadableFile(@TempDir Path folder) {
        Path missing = folder.resolve("missing.msnp");
        assertThatThrownBy(() -> Transcript.read(missing))
                .isInstanceOf(TranscriptException.class)
                .hasMessage(missing + ": cannot be read (NoSuchFileException), expected a file in UTF-8");
    }

    @Test
    void shouldRejectInvalidUtf8() {
        byte[] latin = "== é".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> read(new ByteArrayInputStream(latin)))
                .isInstanceOf(TranscriptException.class)
                .hasMessage("f: cannot be read (MalformedInputException), expected a file in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 20, (1 << 20) + 1, 1 << 24})
    void shouldNotReadMoreThanTheMaximumSize(int size) {
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[size]);
        assertThatThrownBy(() -> read(in)).isInstanceOf(TranscriptException.class);
        assertThat(in.available()).isEqualTo(Math.max(0, size - (1 << 20) - 1));
    }

    private static Transcript read(InputStream in) {
        return Transcript.parse("f", Transcript.load("f", () -> in));
    }

    private static void readsOrReports(String text) {
        try {
            assertThat(Transcript.parse("f", text).dialogues()).isNotEmpty();
        } catch (TranscriptException e) {
            assertThat(e.getMessage().lines()).isNotEmpty().allMatch(line -> line.startsWith("f:"));
        }
    }

    private static Dialogue onlyDialogue(String text) {
        List<Dialogue> dialogues = Transcript.parse("f", text).dialogues();
        assertThat(dialogues).hasSize(1);
        return dialogues.get(0);
    }
}
