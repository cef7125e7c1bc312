// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.settings.AddressBlock;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostSettingsTest {

    private static final Duration HALF_SECOND = Duration.ofMillis(500);

    private static SettingsReader reader(Map<String, String> values) {
        return new SettingsReader(SettingSource.of(values));
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts)
                .map(AddressBlock::tryParse)
                .map(Optional::orElseThrow)
                .toList();
    }

    @Test
    void shouldHaveTheDocumentedDefaults() {
        HostSettings defaults = HostSettings.defaults();
        assertThat(ListenAddress.format(defaults.listen())).isEqualTo("127.0.0.1:1863");
        assertThat(defaults.reading().maxLineBytes()).isEqualTo(1664);
        assertThat(defaults.reading().firstLineTimeout()).hasSeconds(30);
        assertThat(defaults.reading().idleTimeout()).hasSeconds(60);
        assertThat(defaults.maxConnections()).isEqualTo(10_000);
        assertThat(defaults.closing().closeGrace()).hasSeconds(2);
        assertThat(defaults.closing().drainBytes()).isEqualTo(65_536);
        assertThat(defaults.closing().shutdownGrace()).hasSeconds(5);
        assertThat(defaults.eventLoops()).isEqualTo(1);
        assertThat(defaults.clients())
                .isEqualTo(new ClientSettings(256, blocks("127.0.0.0/8", "::1"), Duration.ofMinutes(5), 1000));
    }

    @Test
    void shouldReturnTheDefaultsIfNoKeyIsSet() {
        assertThat(HostSettings.read(reader(Map.of()))).isEqualTo(HostSettings.defaults());
    }

    @Test
    void shouldReadEveryKey() {
        SettingsReader reader = reader(Map.ofEntries(
                entry("cvr0.listen", "[::1]:0"),
                entry("cvr0.max-line-bytes", "100"),
                entry("cvr0.first-line-timeout", "3s"),
                entry("cvr0.idle-timeout", "6s"),
                entry("cvr0.max-connections", "7"),
                entry("cvr0.close-grace", "500ms"),
                entry("cvr0.drain-limit", "8"),
                entry("cvr0.shutdown-grace", "9s"),
                entry("cvr0.event-loops", "10"),
                entry("cvr0.max-connections-per-address", "11"),
                entry("cvr0.trusted-addresses", "10.0.0.0/8,, fd00::/8"),
                entry("cvr0.max-session-duration", "12s"),
                entry("cvr0.max-session-requests", "13")));
        assertThat(HostSettings.read(reader))
                .isEqualTo(HostSettings.defaults()
                        .withListen(new InetSocketAddress("::1", 1))
                        .withPort(0)
                        .withMaxLineBytes(100)
                        .withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(6))
                        .withMaxConnections(7)
                        .withClose(HALF_SECOND, 8)
                        .withShutdownGrace(Duration.ofSeconds(9))
                        .withEventLoops(10)
                        .withClients(
                                new ClientSettings(11, blocks("10.0.0.0/8", "fd00::/8"), Duration.ofSeconds(12), 13)));
        reader.throwIfInvalid();
    }

    @Test
    void shouldTrustNoAddressIfTheValueIsNone() {
        HostSettings settings = HostSettings.read(reader(Map.of("cvr0.trusted-addresses", "none")));
        assertThat(settings.clients().trustedAddresses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:1863,127.0.0.1:1863",
        "0.0.0.0:0,0.0.0.0:0",
        "[::1]:65535,[0:0:0:0:0:0:0:1]:65535",
        "[::ffff:127.0.0.1]:5,127.0.0.1:5"
    })
    void shouldParseTheListenAddress(String text, String listen) {
        HostSettings settings = HostSettings.read(reader(Map.of("cvr0.listen", text)));
        assertThat(ListenAddress.format(settings.listen())).isEqualTo(listen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1863",
                ":1863",
                "127.0.0.1",
                "127.0.0.1:",
                "127.0.0.1:65536",
                "127.0.0.1:-1",
                "127.0.0.1:1x",
                "127.0.0.1:999999",
                "::1:1863",
                "[::1]",
                "[]:1",
                "[127.0.0.1:1",
                "a b:1",
                "tcp://127.0.0.1:1"
            })
    void shouldReportAMalformedListenAddress(String text) {
        SettingsReader reader = reader(Map.of("cvr0.listen", text));
        assertThat(HostSettings.read(reader)).isEqualTo(HostSettings.defaults());
        assertThat(reader.problems()).singleElement().asString().contains("cvr0.listen", "'" + text + "'", "HOST:PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid:1863", "[1.2.3.4.5]:1863", "[:::]:1"})
    void shouldReportAnUnresolvableHostName(String text) {
        SettingsReader reader = reader(Map.of("cvr0.listen", text));
        assertThat(HostSettings.read(reader)).isEqualTo(HostSettings.defaults());
        assertThat(reader.problems())
                .singleElement()
                .asString()
                .contains("cvr0.listen", text, "cannot resolve the host name");
    }

    @Test
    void shouldReportAllInvalidValuesTogether() {
        SettingsReader reader = reader(Map.ofEntries(
                entry("cvr0.listen", "nowhere"),
                entry("cvr0.max-line-bytes", "15"),
                entry("cvr0.first-line-timeout", "soon"),
                entry("cvr0.idle-timeout", "25h"),
                entry("cvr0.max-connections", "0"),
                entry("cvr0.close-grace", "0s"),
                entry("cvr0.drain-limit", "-1"),
                entry("cvr0.shutdown-grace", "-PT1S"),
                entry("cvr0.event-loops", "65"),
                entry("cvr0.max-connections-per-address", "0"),
                entry("cvr0.trusted-addresses", "10.0.0.0/8, 10.0.0.1/8"),
                entry("cvr0.max-session-duration", "25h"),
                entry("cvr0.max-session-requests", "0")));
        assertThat(HostSettings.read(reader)).isEqualTo(HostSettings.defaults());
        assertThat(reader.problems()).hasSize(13);
    }

    static Stream<UnaryOperator<HostSettings>> outOfRange() {
        return Stream.of(
                s -> s.withMaxLineBytes(15),
                s -> s.withMaxLineBytes(65_537),
                s -> s.withTimeouts(Duration.ZERO, HALF_SECOND),
                s -> s.withTimeouts(HALF_SECOND, Duration.ofSeconds(-1)),
                s -> s.withTimeouts(HALF_SECOND, Duration.ofDays(1).plusNanos(1)),
                s -> s.withMaxConnections(0),
                s -> s.withClose(Duration.ZERO, 0),
                s -> s.withClose(HALF_SECOND, -1),
                s -> s.withShutdownGrace(Duration.ZERO),
                s -> s.withEventLoops(0),
                s -> s.withEventLoops(65),
                s -> s.withClients(new ClientSettings(0, List.of(), HALF_SECOND, 1)),
                s -> s.withClients(new ClientSettings(1, List.of(), Duration.ZERO, 1)),
                s -> s.withClients(new ClientSettings(1, List.of(), HALF_SECOND, 0)),
                s -> s.withPort(65_536),
                s -> s.withListen(InetSocketAddress.createUnresolved("nowhere", 1)));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void shouldRejectAValueOutOfRange(UnaryOperator<HostSettings> change) {
        HostSettings defaults = HostSettings.defaults();
        assertThatThrownBy(() -> change.apply(defaults)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNameTheInvalidValueAndTheExpectedRange() {
        HostSettings defaults = HostSettings.defaults();
        assertThatThrownBy(() -> defaults.withMaxLineBytes(15))
                .hasMessage("cvr0.max-line-bytes: 15 is invalid; use a whole number from 16 to 65536");
        assertThatThrownBy(() -> defaults.withTimeouts(Duration.ZERO, HALF_SECOND))
                .hasMessageContaining("cvr0.first-line-timeout")
                .hasMessageContaining("PT0S");
    }
}
