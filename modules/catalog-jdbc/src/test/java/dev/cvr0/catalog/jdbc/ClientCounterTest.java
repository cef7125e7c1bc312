// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.TcpProxy;
import dev.cvr0.catalog.TcpProxy.Mode;
import dev.cvr0.catalog.publication.ClientKind;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts of clients in a real database. */
class ClientCounterTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ClientProfile OLD = client("MSNMSGR", "6.1.0211");
    private static final ClientProfile NEW = client("MSNMSGR", "7.5.0324");

    private final DatabaseServer server = DatabaseServer.shared();
    private final String name = server.createDatabase();
    private final JdbcStore store = JdbcStore.open(Database.ofOperator(server.url(name), DatabaseServer.ACCOUNT));
    private final TcpProxy proxy = new TcpProxy(server.port());
    private final Database database = Database.ofServer(server.url(proxy.port(), name), DatabaseServer.ACCOUNT);

    @AfterEach
    void close() {
        database.close();
        store.close();
        proxy.close();
    }

    @Test
    void shouldSumTheCountsOfAllServersWithoutUserHandles() {
        ClientCounter one = counter("one", NOON);
        ClientCounter other = counter("other", NOON);
        count(one, OLD, 2);
        count(one, OLD.withUserHandle("bob@example.com"), 1);
        count(other, OLD, 4);
        count(other, NEW, 1);

        writeAll(one, NOON);
        writeAll(other, NOON);

        assertThat(store.clients(NOON)).isEqualTo(Map.of(ClientKind.of(OLD), 7L, ClientKind.of(NEW), 1L));
        assertThat(ClientKind.of(OLD).toString()).doesNotContain("example.com");
    }

    @Test
    void shouldCountByHourAndByDay() {
        ClientCounter one = counter("one", NOON);
        ClientCounter other = counter("other", NOON);
        count(one, OLD, 2);
        count(other, OLD, 4);
        count(other, NEW, 1);
        writeAll(one, NOON);
        Instant midnight = NOON.plus(Duration.ofHours(12));
        writeAll(other, midnight);
        count(other, NEW, 3);
        writeAll(other, midnight);

        assertThat(store.clientsOverTime(NOON.plusSeconds(1), ChronoUnit.HOURS))
                .isEqualTo(Map.of(
                        NOON, Map.of(ClientKind.of(OLD), 6L, ClientKind.of(NEW), 1L),
                        midnight, Map.of(ClientKind.of(NEW), 3L)));
        assertThat(store.clientsOverTime(NOON, ChronoUnit.DAYS))
                .isEqualTo(Map.of(
                        NOON.truncatedTo(ChronoUnit.DAYS),
                        Map.of(ClientKind.of(OLD), 6L, ClientKind.of(NEW), 1L),
                        midnight,
                        Map.of(ClientKind.of(NEW), 3L)));
        assertThat(store.clientsOverTime(midnight.plus(Duration.ofHours(1)), ChronoUnit.DAYS))
                .isEmpty();
    }

    @Test
    void shouldCountRareKindsTogetherOverTime() {
        ClientCounter counter = counter("one", NOON);
        count(counter, NEW, 5);
        IntStream.range(0, 1100).forEach(i -> count(counter, client("LIB", "9." + i), 1));
        writeAll(counter, NOON);

        Map<ClientKind, Long> counts =
                store.clientsOverTime(NOON, ChronoUnit.HOURS).get(NOON);

        assertThat(counts).hasSize(1001).containsEntry(ClientKind.of(NEW), 5L).containsEntry(ClientKind.OTHERS, 101L);
    }

    @Test
    void shouldNotCountTwiceWhenAWriteIsRepeated() {
        ClientCounter counter = counter("one", NOON);
        count(counter, OLD, 3);
        writeAll(counter, NOON);
        count(counter, OLD, 1);
        proxy.mode(Mode.CUT);
        assertThatThrownBy(() -> counter.write(database, NOON)).isInstanceOf(SourceUnavailableException.class);
        count(counter, OLD, 1);

        proxy.mode(Mode.PASS);
        writeAll(counter, NOON);
        writeAll(counter, NOON);

        assertThat(store.clients(NOON)).containsExactly(Map.entry(ClientKind.of(OLD), 5L));
    }

    @Test
    void shouldContinueTheCountsOfTheHourAfterARestart() {
        ClientCounter before = counter("one", NOON);
        count(before, OLD, 3);
        writeAll(before, NOON);

        ClientCounter after = counter("one", NOON.plusSeconds(60));
        count(after, OLD, 2);
        writeAll(after, NOON.plusSeconds(60));

        assertThat(store.clients(NOON)).containsExactly(Map.entry(ClientKind.of(OLD), 5L));
    }

    @Test
    void shouldCountEachHourSeparately() throws SQLException {
        ClientCounter counter = counter("one", NOON.plusSeconds(3599));
        count(counter, OLD, 3);
        Instant next = NOON.plus(Duration.ofHours(1));
        writeAll(counter, next);
        count(counter, OLD, 1);
        writeAll(counter, next);

        assertThat(rows("select sum(count) from cvr0_client_count group by hour order by hour"))
                .containsExactly(3L, 1L);
        assertThat(store.clients(next)).containsExactly(Map.entry(ClientKind.of(OLD), 1L));
    }

    @Test
    void shouldAddToTheLastHourWhileTheDatabaseIsUnavailable() throws SQLException {
        ClientCounter counter = counter("one", NOON);
        count(counter, OLD, 1);
        writeAll(counter, NOON);
        proxy.mode(Mode.CUT);
        for (int hour = 1; hour <= 30; hour++) {
            count(counter, hour % 2 == 0 ? OLD : NEW, 1);
            Instant now = NOON.plus(Duration.ofHours(hour));
            assertThatThrownBy(() -> counter.write(database, now)).isInstanceOf(SourceUnavailableException.class);
        }
        proxy.mode(Mode.PASS);
        writeAll(counter, NOON.plus(Duration.ofHours(31)));

        assertThat(store.clients(NOON)).isEqualTo(Map.of(ClientKind.of(OLD), 16L, ClientKind.of(NEW), 15L));
        assertThat(rows("select count(distinct hour) from cvr0_client_count")).containsExactly(1L);
    }

    @Test
    void shouldKeepFrequentKindsInAFloodOfInventedOnes() throws SQLException {
        ClientCounter counter = counter("one", NOON);
        count(counter, OLD, 2);
        IntStream.range(0, 12_000).forEach(i -> counter.count(client("MSNMSGR", "1." + i), true));
        IntStream.range(0, 3000).forEach(i -> counter.count(client("JUNK" + i, "1.0"), false));
        counter.count(client("A".repeat(100), "1.0").withOfferedDialects(manyDialects()), false);
        writeAll(counter, NOON);
        IntStream.range(0, 12_000).forEach(i -> counter.count(client("MSNMSGR", "2." + i), true));
        writeAll(counter, NOON);

        assertThat(store.clients(NOON)).hasSizeLessThan(11_001).containsEntry(ClientKind.of(OLD), 2L);
        assertThat(rows("select sum(count) from cvr0_client_count")).containsExactly(2L + 12_000 + 3000 + 1 + 12_000);
    }

    @Test
    void shouldDeleteCountsAfter400Days() throws SQLException {
        ClientCounter counter = counter("one", NOON);
        count(counter, OLD, 1);
        writeAll(counter, NOON);
        ClientCounter later = counter("one", NOON.plus(Duration.ofDays(400)));
        count(later, OLD, 1);
        writeAll(later, NOON.plus(Duration.ofDays(400)).plus(Duration.ofHours(1)));

        assertThat(rows("select count(*) from cvr0_client_count")).containsExactly(1L);
    }

    private ClientCounter counter(String node, Instant now) {
        return new ClientCounter(node, now);
    }

    private static void count(ClientCounter counter, ClientProfile client, int requests) {
        IntStream.range(0, requests).forEach(i -> counter.count(client, true));
    }

    private void writeAll(ClientCounter counter, Instant now) {
        boolean more = true;
        while (more) {
            more = counter.write(database, now);
        }
    }

    private List<Long> rows(String query) throws SQLException {
        try (Connection connection = server.administrator(name);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<Long> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getLong(1));
            }
            return values;
        }
    }

    private static List<Dialect> manyDialects() {
        return IntStream.range(0, 100)
                .mapToObj(i -> Dialect.tryParse("MSNP" + (1000 + i)).orElseThrow())
                .toList();
    }

    private static ClientProfile client(String library, String version) {
        return new ClientProfile(
                new ClientProgram(new Lcid(0x0409), "winnt", "5.1", "i386", library, ClientVersion.parse(version), ""),
                "ann@example.com",
                List.of(),
                InetAddress.getLoopbackAddress());
    }
}
