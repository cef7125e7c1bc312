// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    private static final TransactionId SEVEN = new TransactionId("7");

    @Test
    void shouldParseALine() {
        assertThat(Command.tryParse("VER 1 MSNP2 CVR0"))
                .contains(new Command(Verb.VER, new TransactionId("1"), List.of("MSNP2", "CVR0")));
    }

    @Test
    void shouldParseALineWithoutParameters() {
        assertThat(Command.tryParse("VER 7")).contains(new Command(Verb.VER, SEVEN, List.of()));
    }

    @Test
    void shouldSeparateTokensAtRunsOfSpacesAndTabs() {
        Command command = Command.tryParse("VER \t 7\t\ta  b\u00A0c\r\t ").orElseThrow();

        assertThat(command.transactionId()).isEqualTo(SEVEN);
        assertThat(command.parameters()).containsExactly("a", "b\u00A0c\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CVQ", "CVR"})
    void shouldReadAnEmptyCodebaseFromTwoSpacesBeforeTheUserHandle(String verb) {
        assertThat(parameters(verb + " 7 1 2 3 4 5 6  h")).containsExactly("1", "2", "3", "4", "5", "6", "", "h");
        assertThat(parameters(verb + " 7  1\t2  3 4  5 6  h\tx "))
                .containsExactly("1", "2", "3", "4", "5", "6", "", "h", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CVQ", "CVR"})
    void shouldReadAnEmptyCodebaseFromOneTrailingSpaceAfterTheVersion(String verb) {
        assertThat(parameters(verb + " 7 1 2 3 4 5 6 ")).containsExactly("1", "2", "3", "4", "5", "6", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CVQ 7 1 2 3 4 5 6   ",
                "CVQ 7 1 2 3 4 5 6\t",
                "CVQ 7 1 2 3 4 5 6 \t",
                "CVQ 7 1 2 3 4 5   6",
                "VER 7 1 2 3 4 5 6 ",
            })
    void shouldIgnoreOtherTrailingSeparators(String line) {
        assertThat(parameters(line)).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CVQ 7 1 2 3 4 5 6   7",
                "CVQ 7 1 2 3 4 5 6 \t7",
                "CVQ 7 1 2 3 4 5 6\t 7",
                "CVQ 7 1 2 3 4 5 6\t\t7",
                "CVQ 7 1 2 3 4 5 6 7 ",
                "CVQ 7 1 2 3 4 5 6 7  ",
                "CVQ 7 1 2 3 4 5  6 7",
                "CVQ 7 1 2  3 4 5 6 7",
                "USR 7 1 2 3 4 5 6  7",
            })
    void shouldNotReadAnEmptyParameterFromAnotherSeparator(String line) {
        assertThat(parameters(line)).containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void shouldKeepLeadingZerosOfTheTransactionId() {
        assertThat(Command.tryParse("VER 007 CVR0"))
                .hasValueSatisfying(
                        command -> assertThat(command.transactionId()).hasToString("007"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "OUT",
                "OUT ",
                "VER",
                "VER ",
                "VER  ",
                "VER \t",
                " VER 1",
                "\tVER 1",
                "ver 1",
                "VERY 1",
                "VE 1",
                "VER x",
                "VER -1",
                "VER 1x",
                "VER 4294967296",
                "VER 00000000001",
                "V\u00C9R 1",
                "VER \u0661",
                "\uFEFFVER 1"
            })
    void shouldNotParseALineWithoutVerbAndTransactionId(String line) {
        assertThat(Command.tryParse(line)).isEmpty();
    }

    @Test
    void shouldCopyTheParameters() {
        List<String> parameters = new ArrayList<>(List.of("a"));
        Command command = new Command(Verb.VER, SEVEN, parameters);

        parameters.add("b");

        assertThat(command.parameters()).containsExactly("a");
        assertThatThrownBy(() -> command.parameters().add("c")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldKeepTheTextAfterTheTransactionId() {
        assertThat(Command.tryParse("CVQ 7 a  b ").map(Command::text)).contains(" a  b ");
        assertThat(Command.tryParse("CVQ 7").map(Command::text)).contains("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\tb", "", " "})
    void shouldRejectAParameterThatTheLineCannotHold(String parameter) {
        assertThatThrownBy(() -> new Command(Verb.CVQ, SEVEN, List.of("1", parameter)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only the codebase of CVQ and CVR can be empty");
    }

    @Test
    void shouldAcceptAnEmptyCodebase() {
        assertThat(new Command(Verb.CVQ, SEVEN, List.of("1", "2", "3", "4", "5", "6", "", "h")).text())
                .isEqualTo(" 1 2 3 4 5 6  h");
    }

    @Test
    void shouldRejectATextThatDoesNotBeginWithASeparator() {
        assertThat(new Command(Verb.CVQ, SEVEN, "\ta").parameters()).containsExactly("a");
        assertThatThrownBy(() -> new Command(Verb.CVQ, SEVEN, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldCreateAnAnswerWithVerbAndTransactionId() {
        Command command = new Command(Verb.VER, new TransactionId("007"), List.of("CVR0"));

        assertThat(command.answer("CVR0"))
                .isEqualTo(new Reply.Answer(Verb.VER, new TransactionId("007"), List.of(new Token("CVR0")), false));
        assertThat(command.answer(List.of(new Token("a"), new Token("b"))).line())
                .contains("VER 007 a b");
        assertThat(command.answer().line()).contains("VER 007");
    }

    @Test
    void shouldRejectAnAnswerWithAnInvalidParameter() {
        Command command = new Command(Verb.VER, SEVEN, List.of());

        assertThatThrownBy(() -> command.answer("a", "b c")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldCreateARefusalWithTheTransactionId() {
        Command command = new Command(Verb.CVQ, new TransactionId("007"), List.of());

        assertThat(command.refuse(ErrorCode.UNKNOWN_CLIENT))
                .isEqualTo(new Reply.Refusal(ErrorCode.UNKNOWN_CLIENT, new TransactionId("007"), false));
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldKeepTheTextAndSplitItIntoTheTokensBetweenSeparators(@ForAll @Size(max = 12) List<String> tail) {
        String text = " " + String.join(" ", tail);

        Command command = Command.tryParse("CVQ 0042" + text).orElseThrow();

        assertThat(command.text()).isEqualTo(text);
        assertThat(command.parameters().stream().filter(parameter -> !parameter.isEmpty()))
                .containsExactlyElementsOf(Stream.of(text.split("[ \t]+"))
                        .filter(token -> !token.isEmpty())
                        .toList());
        assertThat(command.parameters()).filteredOn(String::isEmpty).hasSizeLessThan(2);
        assertThat(command.parameters().indexOf("")).isIn(-1, 6);
    }

    @Property
    void shouldSplitTheSameTokensWhateverSeparatesThem(
            @ForAll @Size(max = 10)
                    List<@StringLength(min = 1, max = 5) @CharRange(from = '!', to = '~') String> tokens,
            @ForAll @Size(11) List<@StringLength(min = 3, max = 4) @Chars({' ', '\t'}) String> separators) {
        StringBuilder line = new StringBuilder("CVR").append(separators.get(10)).append("7");
        for (int i = 0; i < tokens.size(); i++) {
            line.append(separators.get(i)).append(tokens.get(i));
        }

        assertThat(parameters(line.toString())).isEqualTo(tokens);
        assertThat(parameters(line + separators.get(10))).isEqualTo(tokens);
        assertThat(new Command(Verb.CVR, SEVEN, tokens).parameters()).isEqualTo(tokens);
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldNeverThrowForAnyLine(@ForAll String line) {
        assertThat(Command.tryParse(line).map(Command::parameters)).isNotNull();
    }

    private static List<String> parameters(String line) {
        return Command.tryParse(line).orElseThrow().parameters();
    }
}
