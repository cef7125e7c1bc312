// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginSettingsTest {

    @Test
    void shouldUseTheDefaultsIfNoKeyIsSet() {
        SettingsReader reader = new SettingsReader(SettingSource.EMPTY);

        assertThat(PluginSettings.read(reader)).isEqualTo(PluginSettings.DEFAULTS);
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void shouldReadEveryKey() {
        PluginSettings settings = PluginSettings.read(reader(Map.ofEntries(
                Map.entry("cvr0.ver.answer", "list"),
                Map.entry("cvr0.cvq.require-ver", "true"),
                Map.entry("cvr0.cvr.sessions", "all"),
                Map.entry("cvr0.cvq.after-unknown-client", "close"),
                Map.entry("cvr0.cvq.additional-locales", "0x1111, 0x2222"),
                Map.entry("cvr0.policy.unknown-clients", "echo"),
                Map.entry("cvr0.policy.unknown-clients.download-url", "http://a.example/d"),
                Map.entry("cvr0.policy.unknown-clients.fallback-url", "http://a.example/f"),
                Map.entry("cvr0.policy.timeout", "500ms"),
                Map.entry("cvr0.policy.threads", "3"),
                Map.entry("cvr0.policy.fallback.recommended", "7.0"),
                Map.entry("cvr0.policy.fallback.minimum", "6.0"),
                Map.entry("cvr0.policy.fallback.download-url", "http://b.example/d"),
                Map.entry("cvr0.policy.fallback.fallback-url", "http://b.example/f"))));

        assertThat(settings.verAnswer()).isEqualTo(VerAnswer.LIST);
        assertThat(settings.cvq().requireVer()).isTrue();
        assertThat(settings.cvq().cvrSessions()).isEqualTo(CvrSessions.ALL);
        assertThat(settings.cvq().afterUnknownClient()).isEqualTo(AfterUnknownClient.CLOSE);
        assertThat(settings.cvq().additionalLocales()).containsExactlyInAnyOrder(new Lcid(0x1111), new Lcid(0x2222));
        PolicySettings policy = settings.policy();
        assertThat(policy.unknownClients()).isEqualTo(UnknownClientMode.ECHO);
        assertThat(policy.unknownDownloadUrl()).hasToString("http://a.example/d");
        assertThat(policy.unknownFallbackUrl()).hasToString("http://a.example/f");
        assertThat(policy.timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(policy.threads()).isEqualTo(3);
        assertThat(policy.fallbackAdvice())
                .contains(new Advice(
                        ClientVersion.parse("7.0"),
                        ClientVersion.parse("7.0"),
                        ClientVersion.parse("6.0"),
                        new DownloadUrl("http://b.example/d"),
                        new DownloadUrl("http://b.example/f"),
                        "fallback advice"));
    }

    @Test
    void shouldReportEveryInvalidValue() {
        SettingsReader reader = reader(Map.of(
                "cvr0.ver.answer", "some",
                "cvr0.cvq.require-ver", "perhaps",
                "cvr0.cvq.additional-locales", "0x1111,english",
                "cvr0.policy.unknown-clients.download-url", "/relative",
                "cvr0.policy.timeout", "0s",
                "cvr0.policy.threads", "0"));

        PluginSettings.read(reader);

        assertThat(reader.problems())
                .containsExactly(
                        "cvr0.ver.answer: 'some' is invalid; use one of single, list",
                        "cvr0.cvq.require-ver: 'perhaps' is invalid; use true or false",
                        "cvr0.cvq.additional-locales: 'english' is invalid; use locale identifiers such as 0x0409,"
                                + " separated by commas",
                        "cvr0.policy.unknown-clients.download-url: '/relative' is invalid; use an absolute http,"
                                + " https or ftp URL",
                        "cvr0.policy.timeout: '0s' is invalid; use a duration such as 500ms, 2s or 5m,"
                                + " from 1ms to 1m",
                        "cvr0.policy.threads: '0' is invalid; use a whole number from 1 to 1024");
    }

    @Test
    void shouldRequireAllKeysOfTheFallbackAdvice() {
        SettingsReader reader = reader(Map.of("cvr0.policy.fallback.recommended", "7.0"));

        assertThat(PluginSettings.read(reader).policy().fallbackAdvice()).isEmpty();
        assertThat(reader.problems())
                .hasSize(3)
                .allMatch(problem ->
                        problem.endsWith(": not set, but required if other cvr0.policy.fallback.* keys are set"));
    }

    @Test
    void shouldRejectAnUnreadableFallbackVersion() {
        SettingsReader reader = reader(Map.of(
                "cvr0.policy.fallback.recommended", "new",
                "cvr0.policy.fallback.minimum", "6.0",
                "cvr0.policy.fallback.download-url", "http://b.example/d",
                "cvr0.policy.fallback.fallback-url", "http://b.example/f"));

        PluginSettings.read(reader);

        assertThat(reader.problems())
                .first()
                .asString()
                .startsWith("cvr0.policy.fallback.recommended: 'new' is invalid");
    }

    @Test
    void shouldRejectFallbackAdviceThatDoesNotFitInALine() {
        SettingsReader reader = reader(Map.of(
                "cvr0.policy.fallback.recommended",
                "7.0",
                "cvr0.policy.fallback.minimum",
                "1".repeat(300),
                "cvr0.policy.fallback.download-url",
                "http://b.example/" + "d".repeat(680),
                "cvr0.policy.fallback.fallback-url",
                "http://b.example/" + "f".repeat(680)));

        assertThat(PluginSettings.read(reader).policy().fallbackAdvice()).isEmpty();
        assertThat(reader.problems())
                .singleElement()
                .asString()
                .startsWith("cvr0.policy.fallback.*: the advice takes ")
                .contains("shorten the URLs or the versions");
    }

    @Test
    void shouldReadTheSecondRecommendedVersionOfTheFallbackAdvice() {
        SettingsReader reader = reader(Map.of(
                "cvr0.policy.fallback.recommended", "7.0",
                "cvr0.policy.fallback.second", "7.5",
                "cvr0.policy.fallback.minimum", "6.0",
                "cvr0.policy.fallback.download-url", "http://b.example/d",
                "cvr0.policy.fallback.fallback-url", "http://b.example/f"));

        assertThat(PluginSettings.read(reader).policy().fallbackAdvice())
                .map(Advice::secondRecommended)
                .contains(ClientVersion.parse("7.5"));
        assertThat(reader.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void shouldRejectATimeoutThatIsNotPositive(String timeout) {
        PolicySettings defaults = PluginSettings.DEFAULTS.policy();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PolicySettings(
                        defaults.unknownClients(),
                        defaults.unknownDownloadUrl(),
                        defaults.unknownFallbackUrl(),
                        Duration.parse(timeout),
                        defaults.threads(),
                        null))
                .withMessage("the policy timeout must be positive, but is " + timeout);
    }

    @Test
    void shouldRequireAtLeastOneThread() {
        assertThat(withThreads(1).threads()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withThreads(0))
                .withMessage("the number of policy threads must be positive, but is 0");
    }

    private static PolicySettings withThreads(int threads) {
        PolicySettings defaults = PluginSettings.DEFAULTS.policy();
        return new PolicySettings(
                defaults.unknownClients(),
                defaults.unknownDownloadUrl(),
                defaults.unknownFallbackUrl(),
                defaults.timeout(),
                threads,
                null);
    }

    @Test
    void shouldDeclareEveryKeyOnce() {
        assertThat(PluginSettings.TABLE.settings())
                .extracting(Setting::key)
                .hasSize(15)
                .allMatch(key -> key.startsWith("cvr0."));
    }

    private static SettingsReader reader(Map<String, String> settings) {
        return new SettingsReader(SettingSource.of(settings));
    }
}
