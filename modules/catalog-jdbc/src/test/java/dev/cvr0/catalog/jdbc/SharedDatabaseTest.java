// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import static dev.cvr0.catalog.jdbc.TestNode.await;
import static dev.cvr0.catalog.jdbc.TestNode.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.CatalogStatus.State;
import dev.cvr0.catalog.ReloadingCatalog;
import dev.cvr0.catalog.SignedVersions;
import dev.cvr0.catalog.TcpProxy;
import dev.cvr0.catalog.TcpProxy.Mode;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers with their threads, as settings configure them. */
@Timeout(120)
class SharedDatabaseTest {

    private static final String NEWER_FORMAT = """
            format: 2
            releases: { LIB: [1.0] }
            rules: []
            otherwise: { recommend: own, minimum: own, download: http://a.example, fallback: http://a.example }
            key-of-newer-software: {}
            """;

    private final DatabaseServer server = DatabaseServer.shared();
    private final String database = server.createDatabase();
    private final TcpProxy proxy = new TcpProxy(server.port());
    private final SignedVersions versions = new SignedVersions();

    @TempDir
    private Path temp;

    private PublicationStore store;

    @BeforeEach
    void publishFirstVersion() {
        store = new JdbcSourceProvider().store(server.url(database), settings("operator", server.port()));
        store.publish(versions.version(1));
    }

    @AfterEach
    void close() {
        store.close();
        proxy.close();
    }

    @Test
    void shouldSwitchAllServersAtTheScheduledTime() {
        try (ReloadingCatalog first = open("first", server.port());
                ReloadingCatalog second = open("second", server.port())) {
            Instant activeFrom = Instant.now().plusSeconds(4);
            store.publish(versions.version(2, activeFrom));

            await(() -> store.nodes().size() == 2
                    && store.nodes().stream().allMatch(node -> node.status().loaded() == 2));
            assertThat(Instant.now()).as("time for the test").isBefore(activeFrom);
            assertThat(store.nodes())
                    .extracting(node -> node.status().serving())
                    .containsExactly(1L, 1L);
            assertThat(store.nodes()).allMatch(Node::live);
            Instant[] switched = new Instant[2];
            await(() -> observe(first, switched, 0) & observe(second, switched, 1));

            // The clocks are the same, but the measured difference has half of the duration of a query as its error.
            assertThat(switched).allMatch(time -> time.isAfter(activeFrom.minusMillis(500)));
            assertThat(Duration.between(switched[0], switched[1]).abs()).isLessThan(Duration.ofSeconds(1));
        }
    }

    private static boolean observe(ReloadingCatalog catalog, Instant[] switched, int index) {
        if (switched[index] == null && version(catalog) == 2) {
            switched[index] = Instant.now();
        }
        return switched[index] != null;
    }

    @Test
    void shouldServeAndReportEachStateDuringFailures() {
        try (ReloadingCatalog catalog = open("node", proxy.port())) {
            for (Mode mode : List.of(Mode.STALL, Mode.TRICKLE, Mode.RESET)) {
                proxy.mode(mode);
                await(() -> catalog.status().state() == State.STALE);
                assertThat(version(catalog)).isEqualTo(store.history(1).get(0).version());

                proxy.mode(Mode.PASS);
                long next = version(catalog) + 1;
                store.publish(versions.version(next));
                await(() -> version(catalog) == next);
                await(() -> catalog.status().state() == State.READY);
            }
            assertThat(proxy.connections()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void shouldStartWithItsCopyWhileTheDatabaseIsUnavailable() throws IOException {
        open("node", proxy.port()).close();
        proxy.mode(Mode.CUT);

        try (ReloadingCatalog catalog = open("node", proxy.port())) {
            assertThat(version(catalog)).isEqualTo(1);
            await(() -> catalog.status().state() == State.STALE);
            proxy.mode(Mode.PASS);
            store.publish(versions.version(2));
            await(() -> version(catalog) == 2 && catalog.status().state() == State.READY);
        }
        proxy.mode(Mode.CUT);
        Files.delete(temp.resolve("node.copy"));

        assertThatThrownBy(() -> open("node", proxy.port())).isInstanceOf(SourceUnavailableException.class);
    }

    /** Verifies that a server reports a publication of newer software, and that the next version heals it. */
    @Test
    void shouldReportAFormatThatIsTooNewInItsRow() {
        try (ReloadingCatalog catalog = open("node", server.port())) {
            store.publish(versions.version(2, NEWER_FORMAT));
            await(() -> problem().contains("format: '2' is not a supported format"));
            assertThat(version(catalog)).isEqualTo(1);
            assertThat(store.nodes().get(0).status().serving()).isEqualTo(1);
            assertThat(store.nodes().get(0).status().loaded()).isEqualTo(1);

            store.publish(versions.version(3));
            await(() -> version(catalog) == 3 && problem().isEmpty());
        }
    }

    /** Verifies that the operator sees which server does not reach the database, and that the others continue. */
    @Test
    void shouldShowThatAServerIsCutOff() {
        try (ReloadingCatalog cut = open("cut", proxy.port());
                ReloadingCatalog connected = open("connected", server.port())) {
            await(() -> store.nodes().size() == 2);
            proxy.mode(Mode.CUT);
            store.publish(versions.version(2));

            await(() -> version(connected) == 2);
            await(() -> store.nodes().stream()
                    .noneMatch(node -> node.live() && node.name().equals("cut")));
            assertThat(store.nodes()).extracting(Node::name).containsExactly("connected", "cut");
            assertThat(store.nodes()).extracting(Node::live).containsExactly(true, false);
            assertThat(version(cut)).isEqualTo(1);
            assertThat(cut.status().state()).isEqualTo(State.STALE);
        }
    }

    private String problem() {
        return store.nodes().stream()
                .flatMap(node -> node.status().problem().stream())
                .findFirst()
                .orElse("");
    }

    private ReloadingCatalog open(String node, int port) {
        return TestNode.open(settings(node, port));
    }

    private SettingSource settings(String node, int port) {
        return TestNode.settings(node, server.url(port, database), versions, temp);
    }
}
