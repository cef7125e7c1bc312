// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostCapabilitiesTest {

    private static final HostCapabilities EMULATOR =
            new HostCapabilities(List.of("MSNP8", "MSNP2"), Set.of("USR", "CVR"));

    @Test
    void shouldNotChangeADialogueOfAHostWithoutDialects() {
        for (Transcript transcript : Transcript.conformance()) {
            for (Dialogue dialogue : transcript.dialogues()) {
                if (HostCapabilities.NONE
                        .reasonNotApplicable(transcript, dialogue)
                        .isEmpty()) {
                    assertThat(HostCapabilities.NONE.adapt(transcript, dialogue))
                            .isEqualTo(dialogue);
                }
            }
        }
    }

    @Test
    void shouldOfferDialectsThatTheHostDoesNotHave() {
        assertThat(adapt("", "C: VER 1 MSNP8 MSNP4 CVR0\nS: VER 1 CVR0"))
                .containsExactly("VER 1 MSNP3 MSNP4 CVR0\\r\\n", "VER 1 CVR0");
        assertThat(adapt("", "C: VER 1 msnp8 CVR0 MSNP88 X\\xff"))
                .containsExactly("VER 1 msnp3 CVR0 MSNP88 X\\xff\\r\\n");
    }

    @Test
    void shouldOfferTheDialectsOfTheHostInTheSameOrderOfPreference() {
        String settings = "# with cvr0.dialects=MSNP9,MSNP8,MSNP2\n";

        assertThat(adapt(settings, "C: VER 1 MSNP8 MSNP9 CVR0\nS: VER 1 MSNP9"))
                .containsExactly("VER 1 MSNP2 MSNP8 CVR0\\r\\n", "VER 1 MSNP8");
        assertThat(adapt(settings, "C: VER 1 MSNP12 MSNP2 CVR0\nS: VER 1 MSNP2"))
                .containsExactly("VER 1 MSNP12 MSNP8 CVR0\\r\\n", "VER 1 MSNP8");
    }

    @Test
    void shouldChangeLinesWithVerOnly() {
        assertThat(adapt("", "C: VER 1 MSNP8 CVR0\nC: USR 2 MSNP8\nS: USR MSNP8"))
                .containsExactly("VER 1 MSNP3 CVR0\\r\\nUSR 2 MSNP8\\r\\n", "USR MSNP8");
    }

    @Test
    void shouldGiveTheReasonIfADialogueDoesNotApply() {
        String three = "# with cvr0.dialects=MSNP9,MSNP8,MSNP2\n";

        assertThat(reasons(EMULATOR, three, "C: VER 1 MSNP9 MSNP8 MSNP2"))
                .isEqualTo("the host has 2 of 3 required dialects");
        assertThat(reasons(EMULATOR, "", "# only for hosts without own commands\nC: USR 1"))
                .isEqualTo("the host has own commands");
        assertThat(reasons(HostCapabilities.NONE, "", "# only for hosts without own commands\nC: USR 1"))
                .isEmpty();
    }

    @Test
    void shouldAddTheTranscriptForCvrIfTheHostAnswersIt() {
        assertThat(EMULATOR.conformance()).extracting(Transcript::source).contains("host-cvr.msnp", "cvr.msnp");
        assertThat(HostCapabilities.NONE.conformance())
                .isEqualTo(Transcript.conformance())
                .extracting(Transcript::source)
                .doesNotContain("host-cvr.msnp");
    }

    @Test
    void shouldRejectInvalidNames() {
        assertInvalid(List.of("MSNP 8"), Set.of(), "'MSNP 8' is not a dialect of a host");
        assertInvalid(List.of("cvr0"), Set.of(), "'cvr0' is not a dialect of a host");
        assertInvalid(List.of("MSNP8", "msnp8"), Set.of(), "a dialect is given twice in [MSNP8, msnp8]");
        assertInvalid(List.of(), Set.of("usr"), "'usr' is not a command of a host");
        assertInvalid(List.of(), Set.of("CVQ"), "'CVQ' is not a command of a host");
    }

    private static void assertInvalid(List<String> dialects, Set<String> commands, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HostCapabilities(dialects, commands))
                .withMessage(message);
    }

    private static List<String> adapt(String settings, String lines) {
        Transcript transcript = Transcript.parse("t", settings + "== d\n" + lines + "\n");
        return EMULATOR.adapt(transcript, transcript.dialogues().get(0)).steps().stream()
                .map(step -> step instanceof Step.Send send
                        ? send.bytes().toString()
                        : ((Step.ExpectLine) step).content().toString())
                .toList();
    }

    private static String reasons(HostCapabilities host, String settings, String lines) {
        Transcript transcript = Transcript.parse("t", settings + "== d\n" + lines + "\n");
        return host.reasonNotApplicable(transcript, transcript.dialogues().get(0))
                .orElse("");
    }
}
