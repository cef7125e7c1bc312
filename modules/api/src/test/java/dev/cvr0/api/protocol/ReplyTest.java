// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.protocol.Reply.Answer;
import dev.cvr0.api.protocol.Reply.Declined;
import dev.cvr0.api.protocol.Reply.Refusal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class ReplyTest {

    private static final TransactionId ID = new TransactionId("007");

    @Test
    void shouldFormatAnAnswer() {
        Reply reply = new Answer(Verb.CVQ, ID, List.of(new Token("1.0"), new Token("\u00E9")), true);

        assertThat(reply.line()).contains("CVQ 007 1.0 %C3%A9");
    }

    @Test
    void shouldFormatAnAnswerWithoutParameters() {
        assertThat(new Answer(Verb.VER, ID, List.of(), false).line()).contains("VER 007");
    }

    @Test
    void shouldFormatARefusal() {
        assertThat(new Refusal(ErrorCode.UNKNOWN_CLIENT, ID, false).line()).contains("420 007");
    }

    @Test
    void shouldNotHaveALineIfDeclined() {
        assertThat(new Declined().line()).isEmpty();
        assertThat(new Declined().endsSession()).isFalse();
    }

    @Test
    void shouldEndTheSessionOnlyAfterAndClose() {
        Answer answer = new Answer(Verb.VER, ID, List.of(new Token("0")), false);
        Refusal refusal = new Refusal(ErrorCode.NOT_EXPECTED, ID, false);

        assertThat(answer.endsSession()).isFalse();
        assertThat(refusal.endsSession()).isFalse();
        assertThat(answer.andClose()).isEqualTo(new Answer(Verb.VER, ID, List.of(new Token("0")), true));
        assertThat(refusal.andClose()).isEqualTo(new Refusal(ErrorCode.NOT_EXPECTED, ID, true));
        assertThat(answer.andClose().andClose().endsSession()).isTrue();
        assertThat(refusal.andClose().andClose().endsSession()).isTrue();
    }

    @Test
    void shouldCopyTheParametersOfAnAnswer() {
        List<Token> parameters = new ArrayList<>(List.of(new Token("a")));
        Answer answer = new Answer(Verb.VER, ID, parameters, false);

        parameters.clear();

        assertThat(answer.parameters()).containsExactly(new Token("a"));
    }

    @Property
    @Domain(ProtocolTexts.class)
    void shouldFormatAnAnswerAsOneLineOfPrintableAscii(@ForAll @Size(max = 6) List<Token> parameters) {
        String line = new Answer(Verb.CVQ, ID, parameters, true).line().orElseThrow();

        assertThat(line).matches("[ -~]+");
        assertThat(Command.tryParse(line))
                .contains(new Command(
                        Verb.CVQ, ID, parameters.stream().map(Token::encoded).toList()));
    }
}
