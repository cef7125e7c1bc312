// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
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
    void shouldKeepATrailingSpaceAsAnEmptyLastParameter() {
        assertThat(Command.tryParse("CVQ 7 1.0.0863 ")).contains(new Command(Verb.CVQ, SEVEN, List.of("1.0.0863", "")));
    }

    @Test
    void shouldKeepAnEmptyParameterBetweenTwoSpaces() {
        assertThat(Command.tryParse("CVQ 7 a  b")).contains(new Command(Verb.CVQ, SEVEN, List.of("a", "", "b")));
    }

    @Test
    void shouldSplitOnSpacesOnly() {
        assertThat(Command.tryParse("CVQ 7 a\tb\u00A0c\r"))
                .contains(new Command(Verb.CVQ, SEVEN, List.of("a\tb\u00A0c\r")));
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
                "VER  1",
                " VER 1",
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
                "VER\t1",
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
        assertThat(new Command(Verb.CVQ, SEVEN, List.of("a", "", "")).text()).isEqualTo(" a  ");
    }

    @Test
    void shouldRejectAParameterWithASpace() {
        assertThatThrownBy(() -> new Command(Verb.CVQ, SEVEN, List.of("a", "b c")))
                .isInstanceOf(IllegalArgumentException.class);
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
    void shouldPreserveTheLine(@ForAll @Size(max = 12) List<String> tail) {
        String line = String.join(" ", "CVQ", "0042", String.join(" ", tail));

        Command command = Command.tryParse(line).orElseThrow();

        List<String> tokens = new ArrayList<>(
                List.of(command.verb().toString(), command.transactionId().toString()));
        tokens.addAll(command.parameters());
        assertThat(String.join(" ", tokens)).isEqualTo(line);
        assertThat(command.parameters()).noneMatch(parameter -> parameter.contains(" "));
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldNeverThrowForAnyLine(@ForAll String line) {
        assertThat(Command.tryParse(line)).isNotNull();
    }
}
