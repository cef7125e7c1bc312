// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnknownClientModeTest {

    private static final UnknownClient UNKNOWN = new UnknownClient("no such library");
    private static final DownloadUrl DOWNLOAD = new DownloadUrl("http://download.example");
    private static final DownloadUrl FALLBACK = new DownloadUrl("http://fallback.example");

    private final ClientProfile client = ClientProfiles.ofVersion("b.0.0328");

    @Test
    void shouldKeepTheUnknownVerdictInStrictMode() {
        assertThat(verdict(UnknownClientMode.STRICT)).isSameAs(UNKNOWN);
    }

    @Test
    void shouldRecommendTheOldestVersionInLenientMode() {
        assertThat(verdict(UnknownClientMode.LENIENT)).isEqualTo(advice("1.0.0000", "b.0.0328"));
        assertThat(((Advice) verdict(UnknownClientMode.LENIENT)).recommended()).hasToString("1.0.0000");
    }

    @Test
    void shouldRecommendTheClientVersionInEchoMode() {
        assertThat(verdict(UnknownClientMode.ECHO)).isEqualTo(advice("b.0.0328", "b.0.0328"));
    }

    @ParameterizedTest
    @EnumSource(UnknownClientMode.class)
    void shouldKeepTheUnknownVerdictIfTheVersionDoesNotFitInAnAnswer(UnknownClientMode mode) {
        DownloadUrl longUrl = new DownloadUrl("http://example.com/" + "x".repeat(640));
        ClientProfile hostile = ClientProfiles.ofVersion("\u263A".repeat(130));

        assertThat(mode.verdictFor(UNKNOWN, hostile, longUrl, longUrl)).isSameAs(UNKNOWN);
    }

    private Verdict verdict(UnknownClientMode mode) {
        return mode.verdictFor(UNKNOWN, client, DOWNLOAD, FALLBACK);
    }

    private static Advice advice(String recommended, String minimum) {
        ClientVersion version = ClientVersion.parse(recommended);
        return new Advice(version, version, ClientVersion.parse(minimum), DOWNLOAD, FALLBACK, UNKNOWN.reason());
    }
}
