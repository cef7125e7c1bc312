// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSettingsTest {

    private static final Map<String, String> TOKENS =
            Map.of("cvr0.http.tokens", "tokens", "cvr0.http.folder", "folder");
    private static final Map<String, String> TLS =
            Map.of("cvr0.http.certificate", "cert.pem", "cvr0.http.private-key", "key.pem");
    private static final Map<String, String> PROXY = Map.of("cvr0.http.behind-proxy", "true");

    @ParameterizedTest
    @CsvSource({
        "8863, 'use HOST:PORT'",
        "no.such.host.invalid:8863, 'use HOST:PORT'",
        "0.0.0.0:8863, 'use a loopback address such as 127.0.0.1:8863, or set cvr0.http.tokens'",
        "192.0.2.1:8863, 'use a loopback address such as 127.0.0.1:8863, or set cvr0.http.tokens'"
    })
    void shouldRefuseOtherAddresses(String listen, String correction) {
        assertThat(problems(Map.of("cvr0.http", listen)).get(0)).contains("cvr0.http", correction);
    }

    @Test
    void shouldRefuseOtherAddressesWithoutEncryption() {
        Map<String, String> all = Map.of("cvr0.http", "0.0.0.0:8863");

        assertThat(problems(all, TOKENS))
                .singleElement()
                .asString()
                .contains(
                        "'0.0.0.0:8863'", "cvr0.http.certificate and cvr0.http.private-key", "cvr0.http.behind-proxy");
        assertThat(problems(all, TOKENS, TLS)).isEmpty();
        assertThat(problems(all, TOKENS, PROXY)).isEmpty();
        assertThat(problems(all, TLS)).singleElement().asString().contains("set cvr0.http.tokens");
        assertThat(problems(all, PROXY)).singleElement().asString().contains("set cvr0.http.tokens");
        assertThat(problems(Map.of("cvr0.http", "127.0.0.1:8863"), TOKENS)).isEmpty();
        assertThat(problems(Map.of("cvr0.http", "[::1]:8863"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cvr0.http.tokens, 'cvr0.http.folder: is required with cvr0.http.tokens; set both, or none'",
        "cvr0.http.folder, 'cvr0.http.tokens: is required with cvr0.http.folder; set both, or none'",
        "cvr0.http.certificate, 'cvr0.http.private-key: is required with cvr0.http.certificate; set both, or none'",
        "cvr0.http.private-key, 'cvr0.http.certificate: is required with cvr0.http.private-key; set both, or none'",
        "cvr0.http.store, 'cvr0.http.store: has no effect without cvr0.http.tokens; set it, or remove this setting'"
    })
    void shouldRequirePairs(String key, String problem) {
        assertThat(problems(Map.of("cvr0.http", "127.0.0.1:8863", key, "a"))).containsExactly(problem);
    }

    @Test
    void shouldRequireAnAddressWithTokens() {
        assertThat(problems(TOKENS))
                .containsExactly(
                        "cvr0.http.tokens: has no effect without cvr0.http; set it to the address of the HTTP API");
    }

    @SafeVarargs
    private static List<String> problems(Map<String, String>... settings) {
        Map<String, String> all = new HashMap<>();
        for (Map<String, String> each : settings) {
            all.putAll(each);
        }
        SettingsReader reader = new SettingsReader(SettingSource.of(all));
        HttpSettings.read(reader);
        return reader.problems();
    }
}
