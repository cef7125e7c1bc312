// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.Clients.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.settings.SettingSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogPolicyTest {

    private static final ClientProfile CLIENT = Clients.of("0x0409 win 4.0 i386 LIB 2.0");

    @Test
    void policyShouldDecideFromTheBundledCatalogUnlessAFileIsSet() {
        CatalogPolicy policy = new CatalogPolicy(SettingSource.EMPTY);
        assertThat(policy.catalog().source()).isEqualTo("bundled.yaml");
        assertThat(policy.decide(CLIENT)).isEqualTo(policy.catalog().decide(CLIENT, NOW));
        assertThat(policy.mayBlock()).isFalse();
    }

    @Test
    void policyShouldDecideFromTheFileThatIsSet(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("own.yaml"), Samples.HEAD + "rules: []\n" + Samples.TAIL);
        try (CatalogPolicy policy = new CatalogPolicy(settings(" " + file + " "))) {
            assertThat(policy.catalog().source()).isEqualTo(file.toString());
            assertThat(policy.decide(CLIENT).reason()).isEqualTo("otherwise");
        }
    }

    @Test
    void policyShouldRefuseAFileThatIsMissing(@TempDir Path folder) {
        String missing = folder.resolve("none.yaml").toString();
        assertThatThrownBy(() -> new CatalogPolicy(settings(missing)))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining(missing);
    }

    @Test
    void policyShouldRefuseASettingThatIsNoPath() {
        assertThatThrownBy(() -> new CatalogPolicy(settings("a\0b")))
                .isInstanceOf(CatalogException.class)
                .hasMessage("cvr0.catalog: 'a\\u0000b' is no path, expected the path of a catalogue");
    }

    @Test
    void policyShouldRefuseSettingsOfSignaturesThatWouldProtectNothing() {
        String key = SigningKeyPair.generate().verifying().toString();
        assertThatThrownBy(() -> new CatalogPolicy(settings(Map.of(CatalogSettings.PUBLIC_KEY, key))))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContainingAll("cvr0.catalog: ", "cvr0.catalog.state: ");
        assertThatThrownBy(() -> new CatalogPolicy(settings(Map.of(CatalogSettings.STATE, "state"))))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("expected none, as cvr0.catalog.public-key is not set");
    }

    @Test
    void policyShouldSayThatNoVersionIsRememberedYet(@TempDir Path folder) throws Exception {
        SigningKeyPair keys = SigningKeyPair.generate();
        Path file = Files.writeString(folder.resolve("own.yaml"), Published.text(1));
        new CatalogSigner(keys.signing()).sign(file, new SignedRevision(3, Instant.parse("2999-01-31T00:00:00Z")));
        SettingSource settings = settings(Map.of(
                CatalogPolicy.FILE, file.toString(),
                CatalogSettings.PUBLIC_KEY, keys.verifying().toString(),
                CatalogSettings.STATE, folder.resolve("state").toString()));
        List<String> first = LoggedLines.during(() -> new CatalogPolicy(settings).close());
        List<String> second = LoggedLines.during(() -> new CatalogPolicy(settings).close());
        assertThat(first).hasSize(2).first().asString().startsWith("WARNING CVR0-2005: ");
        assertThat(second).singleElement().asString().contains("signed as version 3");
    }

    @Test
    void policyShouldBeUsableWithACatalogOfOnesOwn() {
        VersionPolicy policy = new CatalogPolicy(Samples.withCondition("{}"));
        assertThat(policy.decide(CLIENT).reason()).isEqualTo("only");
    }

    @Test
    void policyShouldSayOnceWhatItLoaded() {
        List<String> lines = LoggedLines.during(() -> new CatalogPolicy(SettingSource.EMPTY));
        assertThat(lines)
                .containsExactly(
                        "INFO CVR0-2001: catalogue bundled.yaml is loaded, with 7 rules and 54 known releases");
    }

    private static SettingSource settings(Map<String, String> settings) {
        return key -> Optional.ofNullable(settings.get(key));
    }

    private static SettingSource settings(String file) {
        return key -> Optional.of(file).filter(f -> key.equals("cvr0.catalog"));
    }
}
