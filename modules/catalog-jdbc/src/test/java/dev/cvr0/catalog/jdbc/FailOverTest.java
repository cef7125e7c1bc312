// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import static dev.cvr0.catalog.jdbc.TestNode.await;
import static dev.cvr0.catalog.jdbc.TestNode.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.CatalogStatus.State;
import dev.cvr0.catalog.ReloadingCatalog;
import dev.cvr0.catalog.SignedVersions;
import dev.cvr0.catalog.TcpProxy;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.PublicationRequest;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose connections move to another database with other publications. */
@Timeout(120)
class FailOverTest {

    private static DatabaseServer replica;

    private final DatabaseServer primary = DatabaseServer.shared();
    private final String database = primary.createDatabase();
    private final SignedVersions versions = new SignedVersions();

    @TempDir
    private Path temp;

    private JdbcStore atPrimary;
    private JdbcStore atReplica;

    @BeforeAll
    static void startReplica() {
        replica = DatabaseServer.start();
    }

    @AfterAll
    static void stopReplica() {
        replica.close();
    }

    @BeforeEach
    void publishFirstVersionToBoth() {
        replica.execute(replica.administrationDatabase(), replica.createDatabaseStatements(database));
        atPrimary = open(primary);
        atReplica = open(replica);
        PublicationRequest first = versions.version(41, 0, Optional.empty());
        atPrimary.publish(first);
        atReplica.publish(first);
    }

    @AfterEach
    void close() {
        atPrimary.close();
        atReplica.close();
    }

    @Test
    void shouldRefuseAReplicaWithoutTheLastPublication() {
        atPrimary.publish(versions.version(42));
        try (TcpProxy proxy = new TcpProxy(primary.port());
                ReloadingCatalog catalog = start("node", proxy)) {
            assertThat(version(catalog)).isEqualTo(42);

            proxy.moveTo(replica.port());
            await(() -> problem(atReplica, "node").contains("version 41 is lower than version 42"));
            assertThat(catalog.status().state()).isEqualTo(State.ERROR);
            assertThat(version(catalog)).isEqualTo(42);
            assertThat(atReplica.nodes().get(0).status().serving()).isEqualTo(42);

            atReplica.publish(versions.version(43, 41, Optional.empty()));
            await(() -> version(catalog) == 43 && problem(atReplica, "node").isEmpty());
            assertThat(catalog.status().state()).isEqualTo(State.READY);
        }
    }

    @Test
    void shouldRefuseAnotherPublicationWithTheSameVersion() {
        atPrimary.publish(versions.version(42));
        atReplica.publish(versions.version(42, 41, 99, Optional.empty()));
        try (TcpProxy oneProxy = new TcpProxy(primary.port());
                TcpProxy otherProxy = new TcpProxy(replica.port());
                ReloadingCatalog one = start("one", oneProxy);
                ReloadingCatalog other = start("other", otherProxy)) {
            String served = one.status().contentId();
            String servedByOther = other.status().contentId();
            assertThat(served).isNotEqualTo(servedByOther);

            oneProxy.moveTo(replica.port());
            otherProxy.moveTo(primary.port());
            await(() -> problem(atReplica, "one").contains("another catalog was served before"));
            await(() -> problem(atPrimary, "other").contains("another catalog was served before"));
            assertThat(one.status().state()).isEqualTo(State.ERROR);
            assertThat(other.status().state()).isEqualTo(State.ERROR);
            assertThat(one.status().contentId()).isEqualTo(served);
            assertThat(other.status().contentId()).isEqualTo(servedByOther);

            PublicationRequest next = versions.version(43);
            atPrimary.publish(next);
            atReplica.publish(next);
            await(() -> version(one) == 43 && version(other) == 43);
            await(() -> problem(atReplica, "one").isEmpty()
                    && problem(atPrimary, "other").isEmpty());
            assertThat(one.status().contentId()).isEqualTo(other.status().contentId());
        }
    }

    private ReloadingCatalog start(String node, TcpProxy proxy) {
        return TestNode.open(TestNode.settings(node, primary.url(proxy.port(), database), versions, temp));
    }

    private JdbcStore open(DatabaseServer server) {
        return JdbcStore.open(Database.ofOperator(server.url(database), DatabaseServer.ACCOUNT));
    }

    /** Returns the problem that a server reports; empty if it reports none, or does not report. */
    private static String problem(JdbcStore store, String node) {
        return store.nodes().stream()
                .filter(row -> row.name().equals(node))
                .map(Node::status)
                .flatMap(status -> status.problem().stream())
                .findFirst()
                .orElse("");
    }
}
