// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.transcript.Bytes;
import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.Outcome;
import dev.cvr0.transcript.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/** A client's question over the wire. */
record Inquiry(String line, HostUnderTest host) {

    static Inquiry of(ClientProfile client, HostUnderTest host) {
        String parameters = Stream.of(
                        client.locale().toString(),
                        client.systemType(),
                        client.systemVersion(),
                        client.architecture(),
                        client.library(),
                        client.clientVersion().text(),
                        client.codebase(),
                        client.userHandle())
                .collect(Collectors.joining(" "));
        return new Inquiry("CVQ 2 " + parameters, host);
    }

    void expectAnswer(String told) {
        play(new Step.ExpectLine(Bytes.ofText("CVQ 2 " + told), 1));
    }

    void expectNoFailure() {
        play(new Step.ExpectPattern("(?!500 ).*", 1));
    }

    private void play(Step answer) {
        Step question = new Step.Send(Bytes.ofText(line + "\r\n"), 1);
        Outcome outcome =
                Patience.of(host).player(host.peer()).play(new Dialogue(line, List.of(), List.of(question, answer), 1));
        if (!outcome.passed()) {
            throw new AssertionFailedError(outcome.describe(line));
        }
    }
}
