// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.publication.ClientKind;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientHistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:34:56Z");
    private static final Instant HOUR = Instant.parse("2026-11-21T12:00:00Z");
    private static final ClientProfile OLD = client("1.0");
    private static final ClientProfile NEW = client("2.0");

    private Instant now = NOON;
    private final ClientHistory history = new ClientHistory(() -> now);

    @Test
    void shouldCountByHourAndByDay() {
        count(OLD, 2);
        now = now.plus(Duration.ofHours(1));
        count(OLD, 1);
        count(NEW, 4);
        now = now.plus(Duration.ofHours(13));
        count(NEW, 5);

        assertThat(history.clientsOverTime(NOON, ChronoUnit.HOURS))
                .isEqualTo(Map.of(
                        HOUR,
                        Map.of(kind(OLD), 2L),
                        HOUR.plus(Duration.ofHours(1)),
                        Map.of(kind(OLD), 1L, kind(NEW), 4L),
                        HOUR.plus(Duration.ofHours(14)),
                        Map.of(kind(NEW), 5L)));
        assertThat(history.clientsOverTime(NOON, ChronoUnit.DAYS))
                .isEqualTo(Map.of(
                        Instant.parse("2026-11-21T00:00:00Z"), Map.of(kind(OLD), 3L, kind(NEW), 4L),
                        Instant.parse("2026-11-22T00:00:00Z"), Map.of(kind(NEW), 5L)));
        assertThat(history.clients(NOON.plus(Duration.ofHours(1)))).isEqualTo(Map.of(kind(OLD), 1L, kind(NEW), 9L));
    }

    @Test
    void shouldForgetAfter14Days() {
        count(OLD, 1);
        now = now.plus(Duration.ofDays(14)).minusSeconds(3600);
        count(OLD, 1);
        assertThat(history.clients(Instant.EPOCH)).isEqualTo(Map.of(kind(OLD), 2L));

        now = now.plusSeconds(3601);
        count(OLD, 1);

        assertThat(history.clientsOverTime(Instant.EPOCH, ChronoUnit.HOURS)).hasSize(2);
    }

    @Test
    void shouldCountRareKindsOfAPastHourTogether() {
        count(NEW, 9);
        for (int i = 0; i < 999; i++) {
            count(client("9." + i), 1);
        }
        assertThat(history.clients(Instant.EPOCH)).hasSize(1000);
        now = now.plusSeconds(3600);
        count(OLD, 1);

        Map<ClientKind, Long> past =
                history.clientsOverTime(Instant.EPOCH, ChronoUnit.HOURS).get(HOUR);

        assertThat(past).hasSize(251).containsEntry(kind(NEW), 9L).containsEntry(ClientKind.OTHERS, 750L);
        assertThat(history.clients(Instant.EPOCH)).hasSize(251).doesNotContainKey(ClientKind.OTHERS);
    }

    @Test
    void shouldLimitInventedClients() {
        for (int i = 0; i < 20_000; i++) {
            history.count(client("9." + i), false);
        }

        assertThat(history.clientsOverTime(Instant.EPOCH, ChronoUnit.HOURS).get(HOUR))
                .hasSize(1001)
                .containsEntry(ClientKind.OTHERS, 19_000L);
    }

    private void count(ClientProfile client, int times) {
        for (int i = 0; i < times; i++) {
            history.count(client, true);
        }
    }

    private static ClientKind kind(ClientProfile client) {
        return ClientKind.of(client);
    }

    private static ClientProfile client(String version) {
        return new ClientProfile(
                new ClientProgram(new Lcid(0x0409), "winnt", "5.1", "i386", "LIB", ClientVersion.parse(version), ""),
                "a@example.com",
                List.of(),
                InetAddress.getLoopbackAddress());
    }
}
