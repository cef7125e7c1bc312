// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.LogCapture;
import dev.cvr0.catalog.SignedVersions;
import dev.cvr0.catalog.TcpProxy;
import dev.cvr0.catalog.TcpProxy.Mode;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.publication.ClientKind;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading from a database that fails, and reporting to it. */
@Timeout(120)
class JdbcSourceTest {

    private static final NodeStatus STATUS = new NodeStatus(1, "0".repeat(64), 1, Optional.empty());

    private static final ClientProfile CLIENT = new ClientProfile(
            new ClientProgram(new Lcid(0x0409), "winnt", "5.1", "i386", "LIB", ClientVersion.parse("1.0"), ""),
            "",
            List.of(),
            InetAddress.getLoopbackAddress());

    private final DatabaseServer server = DatabaseServer.shared();
    private final String database = server.createDatabase();
    private final TcpProxy proxy = new TcpProxy(server.port());
    private final SignedVersions versions = new SignedVersions();
    private final JdbcSource source = open("node", InstantSource.system());

    @AfterEach
    void close() {
        source.close();
        proxy.close();
    }

    @Test
    void shouldNameTheCommandThatCreatesTheTables() {
        assertThatThrownBy(source::stamp)
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("the database has no tables of CVR0; create them with 'cvr0 publish FOLDER --to "
                        + source.name() + "'");
    }

    @Test
    void shouldReportThatNothingIsPublished() {
        store().close();

        assertThat(source.stamp()).isEqualTo(source.stamp());
        assertThatThrownBy(source::current)
                .isInstanceOf(CatalogException.class)
                .isNotInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("there is no publication in force; publish one with 'cvr0 publish FOLDER --to ");
    }

    @Test
    void shouldRefuseNewerSchema() {
        publishFirst();
        server.execute(database, List.of("update cvr0_schema set version = 2"));

        for (Runnable call : List.<Runnable>of(source::stamp, source::newest, source::current)) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(CatalogException.class)
                    .isNotInstanceOf(SourceUnavailableException.class)
                    .hasMessageContaining("the tables have schema version 2, but this software supports 1");
        }
    }

    /** Verifies that this software can use tables to which newer software has added columns. */
    @Test
    void shouldIgnoreAdditionalColumns() {
        publishFirst();
        for (String table :
                List.of("publication", "publication_file", "emergency", "node", "client_count", "audit", "schema")) {
            server.execute(database, List.of("alter table cvr0_" + table + " add column added varchar(10)"));
        }

        try (JdbcStore store = store()) {
            store.publish(versions.version(2));
            store.publishEmergency(new byte[] {1}, "ann");
            source.report(STATUS);
            source.decided(CLIENT, true);

            assertThat(source.newest().manifest()).isEqualTo(versions.version(2).document());
            assertThat(source.newest().emergency()).hasValue(new byte[] {1});
            assertThat(served()).containsExactly(1L);
            source.close();
            assertThat(store.clients(Instant.EPOCH)).containsExactly(Map.entry(ClientKind.of(CLIENT), 1L));
        }
    }

    // A login that trickles can take longer; ReloadingCatalog abandons it, see SharedDatabaseTest.
    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"CUT", "STALL", "RESET"})
    void shouldFailInTimeAndContinueAfterANetworkFailure(Mode mode) {
        publishFirst();
        Object stamp = source.stamp();

        proxy.mode(mode);
        for (int round = 0; round < 2; round++) {
            assertTimeout(
                    Duration.ofSeconds(10),
                    () -> assertThatThrownBy(source::newest).isInstanceOf(SourceUnavailableException.class));
        }
        proxy.mode(Mode.PASS);

        assertThat(source.stamp()).isEqualTo(stamp);
        assertThat(proxy.connections()).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldLimitTheWaitForALock() {
        publishFirst();
        source.report(STATUS);
        Database other = Database.ofOperator(server.url(database), DatabaseServer.ACCOUNT);

        int unused = other.transact(session -> {
            int rows = session.update("update cvr0_node set serving = 7");
            assertTimeout(
                    Duration.ofSeconds(10),
                    () -> assertThatThrownBy(() -> source.report(new NodeStatus(2, "", 2, Optional.empty())))
                            .isInstanceOf(SourceUnavailableException.class));
            return rows;
        });
        other.close();

        source.report(new NodeStatus(2, "", 2, Optional.empty()));
        assertThat(served()).containsExactly(2L);
    }

    @Test
    void shouldContinueAfterACrashOfTheDatabase() {
        try (DatabaseServer crashing = DatabaseServer.start()) {
            String name = crashing.createDatabase();
            try (JdbcStore publishing =
                            JdbcStore.open(Database.ofOperator(crashing.url(name), DatabaseServer.ACCOUNT));
                    JdbcSource reading = new JdbcSource(
                            Database.ofServer(crashing.url(name), DatabaseServer.ACCOUNT),
                            "n",
                            Duration.ofSeconds(1),
                            InstantSource.system())) {
                publishing.publish(versions.version(1));
                Object before = reading.stamp();
                crashing.kill();
                assertThatThrownBy(reading::stamp).isInstanceOf(SourceUnavailableException.class);
                assertThatThrownBy(() -> publishing.publish(versions.version(2)))
                        .isInstanceOf(SourceUnavailableException.class);
                crashing.run();

                assertThat(reading.stamp()).isEqualTo(before);
                publishing.publish(versions.version(2));
                assertThat(reading.newest().manifest())
                        .isEqualTo(versions.version(2).document());
            }
        }
    }

    @Test
    void shouldWriteItsRowWhenTheStatusChangesElseEachFiveSeconds() {
        publishFirst();
        source.report(STATUS);
        server.execute(database, List.of("update cvr0_node set serving = 99"));

        source.report(STATUS);
        assertThat(served()).containsExactly(99L);
        source.report(new NodeStatus(2, "0".repeat(64), 2, Optional.empty()));
        assertThat(served()).containsExactly(2L);
    }

    @Test
    void shouldBeUnavailableIfAnotherTransactionAddsTheSameRow() {
        publishFirst();
        server.execute(database, List.of("create unique index one_row on cvr0_node (software)"));
        JdbcSource other = open("other", InstantSource.system());
        other.report(STATUS);
        other.close();

        assertThatThrownBy(() -> source.report(STATUS)).isInstanceOf(SourceUnavailableException.class);
    }

    @Test
    void shouldReportAnotherServerWithTheSameNameOnce() {
        publishFirst();
        JdbcSource other = open("node", () -> Instant.now().plusMillis(1));
        NodeStatus changed = new NodeStatus(2, "0".repeat(64), 2, Optional.empty());
        source.report(STATUS);

        List<String> atStart = LogCapture.during(() -> other.report(STATUS));
        List<String> later = LogCapture.during(() -> {
            source.report(changed);
            other.report(changed);
            source.report(STATUS);
        });
        other.close();

        assertThat(atStart).isEmpty();
        assertThat(later).containsExactly(duplicate(), duplicate());
        assertThat(LogCapture.during(() -> source.report(changed))).isEmpty();
    }

    private String duplicate() {
        return "SEVERE CVR0-7002: another running server reports to " + source.name()
                + " as node node; set a different cvr0.node on each server";
    }

    @Test
    void shouldWarnOnceWhileTheClocksDiffer() {
        publishFirst();
        Duration[] offset = {Duration.ofSeconds(-30)};
        JdbcSource skewed = open("skewed", () -> Instant.now().plus(offset[0]));

        List<String> lines = LogCapture.during(() -> {
            skewed.newest();
            skewed.newest();
        });
        offset[0] = Duration.ZERO;
        assertThat(LogCapture.during(skewed::newest)).isEmpty();
        offset[0] = Duration.ofSeconds(30);
        List<String> again = LogCapture.during(skewed::newest);
        skewed.close();

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("WARNING CVR0-7001: the clock of " + source.name() + " minus the clock of this server is ");
        assertThat(again).hasSize(1);
    }

    private List<Long> served() {
        try (JdbcStore store = store()) {
            return store.nodes().stream().map(node -> node.status().serving()).toList();
        }
    }

    private void publishFirst() {
        try (JdbcStore store = store()) {
            store.publish(versions.version(1));
        }
    }

    private JdbcStore store() {
        return JdbcStore.open(Database.ofOperator(server.url(database), DatabaseServer.ACCOUNT));
    }

    private JdbcSource open(String node, InstantSource clock) {
        Database reached = Database.ofServer(server.url(proxy.port(), database), DatabaseServer.ACCOUNT);
        return new JdbcSource(reached, node, Duration.ofSeconds(1), clock);
    }
}
