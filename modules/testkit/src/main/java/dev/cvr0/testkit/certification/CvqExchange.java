// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.transcript.Bytes;
import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.DialogueResult;
import dev.cvr0.transcript.Step;
import java.util.List;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** A CVQ request over the wire and its answer. */
record CvqExchange(String line, HostUnderTest host) {

    static CvqExchange of(ClientProfile client, HostUnderTest host) {
        ClientProgram program = client.program();
        String parameters = String.join(
                " ",
                program.locale().toString(),
                program.systemType(),
                program.systemVersion(),
                program.architecture(),
                program.library(),
                program.version().text(),
                program.codebase(),
                client.userHandle());
        return new CvqExchange("CVQ 2 " + parameters, host);
    }

    void expectAnswer(Advice advice) {
        String parameters = advice.parameters().stream().map(Token::encoded).collect(Collectors.joining(" "));
        play(new Step.ExpectLine(Bytes.ofText("CVQ 2 " + parameters), 1));
    }

    void expectNoFailure() {
        play(new Step.ExpectPattern("(?!500 ).*", 1));
    }

    private void play(Step answer) {
        Step request = new Step.Send(Bytes.ofText(line + "\r\n"), 1);
        Dialogue dialogue = new Dialogue(line, List.of(), List.of(request, answer), 1);
        DialogueResult result = Timeouts.of(host).player(host.peer()).play(dialogue);
        if (!result.passed()) {
            throw new AssertionFailedError(result.describe(line));
        }
    }
}
