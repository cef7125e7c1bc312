// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.container.EmulatorWar;
import dev.cvr0.it.container.InsideTheContainer;
import dev.cvr0.it.container.app.DeploymentResource;
import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.Transcript;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * Plays every transcript whose settings are those of the deployment. All groups but that of the defaults have the tag
 * {@code slow}: by default they run in the embedded container only.
 */
abstract sealed class Conformance extends InsideTheContainer
        permits DefaultIT,
                AdditionalLocalesIT,
                RequireVerIT,
                UnknownClientCloseIT,
                CvrOffIT,
                FallbackAdviceIT,
                EchoUrlsIT,
                EchoIT,
                LenientUrlsIT,
                LenientIT,
                StrictIT,
                DialectsIT,
                DialectListIT {

    /** The emulator with the settings that a transcript asks for. */
    static WebArchive emulatorFor(String transcript) {
        return EmulatorWar.with(Transcript.conformance(transcript).settings())
                .addPackage(Conformance.class.getPackage());
    }

    @Test
    void shouldAnswerAsTheTranscriptsSay() {
        Map<String, String> settings = DeploymentResource.read(DeploymentResource.SETTINGS);
        List<Transcript> transcripts = Transcript.conformance().stream()
                .filter(transcript -> transcript.settings().equals(settings))
                .toList();
        DialoguePlayer player = new DialoguePlayer(peer());

        assertThat(transcripts).isNotEmpty();
        assertThat(transcripts.stream().flatMap(transcript -> differences(transcript, player)))
                .isEmpty();
    }

    private static Stream<String> differences(Transcript transcript, DialoguePlayer player) {
        return transcript.dialogues().stream()
                .map(player::play)
                .filter(outcome -> !outcome.passed())
                .map(outcome -> outcome.describe(transcript.source()));
    }
}
