// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.container.ContainerTestBase;
import dev.cvr0.it.container.EmulatorWar;
import dev.cvr0.it.container.app.DeploymentResource;
import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.Transcript;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * Plays all transcripts with the settings of the deployment. All groups of settings except the defaults have the tag
 * {@code slow}, so that by default they run only in the embedded container.
 */
abstract sealed class Conformance extends ContainerTestBase
        permits DefaultIT,
                AdditionalLocalesIT,
                RequireVerIT,
                UnknownClientCloseIT,
                CvrAllIT,
                CvrOffIT,
                FallbackAdviceIT,
                EchoUrlsIT,
                EchoIT,
                LenientUrlsIT,
                LenientIT,
                StrictIT,
                DialectsIT,
                DialectListIT {

    /** Creates an emulator with the settings that a transcript requires. */
    static WebArchive emulatorFor(String transcript) {
        return EmulatorWar.with(Transcript.conformance(transcript).settings())
                .addPackage(Conformance.class.getPackage());
    }

    @Test
    void shouldPassTheTranscripts() {
        Map<String, String> settings = DeploymentResource.read(DeploymentResource.SETTINGS);
        List<Transcript> transcripts = Transcript.conformance().stream()
                .filter(transcript -> transcript.settings().equals(settings))
                .toList();
        DialoguePlayer player = new DialoguePlayer(peer());

        assertThat(transcripts).isNotEmpty();
        assertThat(transcripts.stream().flatMap(transcript -> mismatches(transcript, player)))
                .isEmpty();
    }

    private static Stream<String> mismatches(Transcript transcript, DialoguePlayer player) {
        return transcript.dialogues().stream()
                .map(player::play)
                .filter(result -> !result.passed())
                .map(result -> result.describe(transcript.source()));
    }
}
