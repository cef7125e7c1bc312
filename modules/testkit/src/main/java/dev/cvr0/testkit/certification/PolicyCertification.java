// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.testkit.EdgeCaseClients;
import dev.cvr0.testkit.VersionPolicyContract;
import dev.cvr0.transcript.Bytes;
import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.Step;
import dev.cvr0.transcript.Transcript;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Certifies a deployed policy. The tests verify that it fulfils the {@linkplain VersionPolicyContract contract}, and that
 * the plugin sends its verdicts to clients. Authors of a policy implement this interface in a test class that runs inside
 * the container or starts the plugin, and return the injected bean as the policy.
 *
 * @since 0.1
 */
public interface PolicyCertification extends VersionPolicyContract, Certification {

    /** Verifies that the plugin uses this policy, not another deployed policy. */
    @Test
    default void shouldDetermineTheAnswersOfThePlugin() {
        for (ClientProfile client : knownClients()) {
            Verdict verdict = createPolicy().decide(client);
            assertThat(verdict).as(client.toString()).isInstanceOf(Advice.class);
            String parameters =
                    ((Advice) verdict).parameters().stream().map(Token::encoded).collect(Collectors.joining(" "));
            exchange(client, new Step.ExpectLine(Bytes.ofText("CVQ 2 " + parameters), 1));
        }
    }

    /** Verifies that the plugin does not answer 500 to any edge case. */
    @Test
    default void shouldNotFailForAnyClient() {
        EdgeCaseClients.all().forEach(client -> exchange(client, new Step.ExpectPattern("(?!500 ).*", 1)));
    }

    private void exchange(ClientProfile client, Step answer) {
        ClientProgram program = client.program();
        String request = String.join(
                " ",
                "CVQ 2",
                program.locale().toString(),
                program.systemType(),
                program.systemVersion(),
                program.architecture(),
                program.library(),
                program.version().text(),
                program.codebase(),
                client.userHandle());
        List<Step> steps = List.of(new Step.Send(Bytes.ofText(request + "\r\n"), 1), answer);
        Dialogue dialogue = new Dialogue(request, List.of(), steps, 1);
        new HostClient(host())
                .play(
                        "the plugin did not send the expected answer",
                        List.of(new Transcript(request, Map.of(), List.of(dialogue))));
    }
}
