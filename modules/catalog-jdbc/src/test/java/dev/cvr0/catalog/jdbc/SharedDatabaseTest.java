// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.CatalogStatus.State;
import dev.cvr0.catalog.ReloadingCatalog;
import dev.cvr0.catalog.SignedVersions;
import dev.cvr0.catalog.TcpProxy;
import dev.cvr0.catalog.TcpProxy.Mode;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers with their threads, as settings configure them. */
@Timeout(120)
class SharedDatabaseTest {

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

    private static long version(ReloadingCatalog catalog) {
        return catalog.status().revision().version();
    }

    private ReloadingCatalog open(String node, int port) {
        SettingSource source = settings(node, port);
        SettingsReader reader = new SettingsReader(source);
        CatalogSettings settings = CatalogSettings.read(reader);
        reader.throwIfInvalid();
        return ReloadingCatalog.open(settings, source);
    }

    private SettingSource settings(String node, int port) {
        return SettingSource.of(Map.of(
                "cvr0.catalog", server.url(port, database),
                "cvr0.catalog.reload", "50ms",
                "cvr0.catalog.grace", "100ms",
                "cvr0.catalog.public-key", versions.trustedKeys().keys().get(0).toString(),
                "cvr0.catalog.state", temp.resolve(node).toString(),
                "cvr0.node", node,
                "cvr0.jdbc.user", DatabaseServer.ACCOUNT.user(),
                "cvr0.jdbc.password", DatabaseServer.ACCOUNT.password()));
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }
}
