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
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
                .isEqualTo(new HostSettings(
                        new InetSocketAddress("::1", 0),
                        7,
                        10,
                        new ReadSettings(100, Duration.ofSeconds(3), Duration.ofSeconds(6)),
                        new CloseSettings(HALF_SECOND, 8, Duration.ofSeconds(9)),
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

    private static HostSettings with(InetSocketAddress listen, int maxConnections, int eventLoops) {
        HostSettings defaults = HostSettings.defaults();
        return new HostSettings(
                listen, maxConnections, eventLoops, defaults.reading(), defaults.closing(), defaults.clients());
    }

    static Stream<ThrowingCallable> outOfRange() {
        InetSocketAddress listen = new InetSocketAddress(1);
        return Stream.of(
                () -> new ReadSettings(15, HALF_SECOND, HALF_SECOND),
                () -> new ReadSettings(65_537, HALF_SECOND, HALF_SECOND),
                () -> new ReadSettings(16, Duration.ZERO, HALF_SECOND),
                () -> new ReadSettings(16, HALF_SECOND, Duration.ofSeconds(-1)),
                () -> new ReadSettings(16, HALF_SECOND, Duration.ofDays(1).plusNanos(1)),
                () -> new CloseSettings(Duration.ZERO, 0, HALF_SECOND),
                () -> new CloseSettings(HALF_SECOND, -1, HALF_SECOND),
                () -> new CloseSettings(HALF_SECOND, 0, Duration.ZERO),
                () -> new ClientSettings(0, List.of(), HALF_SECOND, 1),
                () -> new ClientSettings(1, List.of(), Duration.ZERO, 1),
                () -> new ClientSettings(1, List.of(), HALF_SECOND, 0),
                () -> with(listen, 0, 1),
                () -> with(listen, 1, 0),
                () -> with(listen, 1, 65),
                () -> with(InetSocketAddress.createUnresolved("nowhere", 1), 1, 1),
                () -> HostSettings.defaults().withPort(65_536));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void shouldRejectAValueOutOfRange(ThrowingCallable creation) {
        assertThatThrownBy(creation).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNameTheInvalidValueAndTheExpectedRange() {
        assertThatThrownBy(() -> new ReadSettings(15, HALF_SECOND, HALF_SECOND))
                .hasMessage("cvr0.max-line-bytes: 15 is invalid; use a whole number from 16 to 65536");
        assertThatThrownBy(() -> new ReadSettings(16, Duration.ZERO, HALF_SECOND))
                .hasMessageContaining("cvr0.first-line-timeout")
                .hasMessageContaining("PT0S");
    }
}
