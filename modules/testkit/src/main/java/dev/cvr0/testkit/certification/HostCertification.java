// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.transcript.Transcript;
import dev.cvr0.transcript.Transcripts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * Certifies a host that has taken in the plugin: every statement of the protocol reference that can be tested from
 * outside, and what the host owes to handlers. A host's author implements this interface in a test class of their own,
 * one for each group of settings.
 *
 * <p>A test that is left out, for its settings or for a registry that takes no handler while the host serves, is
 * reported as aborted with its reason; from inside a server, in the server's log.
 *
 * @since 0.1
 */
public interface HostCertification
        extends LineStatements, VerStatements, CvqStatements, VersionStatements, EndStatements {

    /** The tests are where they claim to be. */
    @Test
    default void shouldRunWhereItClaims() {
        assertThat(host().place().contradictions()).as("%s", host().place()).isEmpty();
    }

    /** There are dialogues for the settings of the host: otherwise all of this would be about nothing. */
    @Test
    default void shouldRunWithSettingsThatDialoguesAreWrittenFor() {
        assertThat(Transcripts.conformance().stream().map(Transcript::settings).distinct())
                .contains(host().settings());
    }

    /** The plugin's verbs are taken. */
    @Test
    default void shouldHoldTheVerbsOfThePlugin() {
        for (Verb verb : List.of(Verb.VER, Verb.CVQ, Verb.CVR)) {
            assertThatThrownBy(() -> host().registry()
                            .register(new Visitor(HostCertification::decline, verb.name()))
                            .close())
                    .as("a second handler for %s", verb)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    /** A handler that fails costs one command an answer, and the host nothing. */
    @Test
    @Proves("error-500")
    default void shouldAnswer500ForAHandlerThatFails() {
        Visit.to(host(), "XFA", (command, session) -> {
                    throw new IllegalStateException("on purpose");
                })
                .expect("C: XFA 7\nS: 500 7\nclosed\n== again\nC: XFA 8\nS: 500 8\nclosed");
    }

    /** What a handler declines is as if nobody had registered for it. */
    @Test
    default void shouldGoOnWithItsOwnAffairsWhenAHandlerDeclines() {
        Visit visit = Visit.to(host(), "XDE", HostCertification::decline);
        LeftOut.ifCommandsAreOwn(host(), () -> visit.expect("C: XDE 1\nclosed"));
    }

    /** What is kept in a session is there for the next line, and not in any other connection. */
    @Test
    default void shouldGiveEachConnectionASessionOfItsOwn() {
        Visit.to(host(), "XSE", Visit.counting())
                .expect("C: XSE 1\nS: XSE 1 1\nC: XSE 2\nS: XSE 2 2\nopen\n== other\nC: XSE 1\nS: XSE 1 1\nopen");
    }

    private static CompletionStage<Reply> decline(Command command, Session session) {
        return CompletableFuture.completedStage(new Reply.Declined());
    }
}
