// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.SignedVersions;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.jdbc.JdbcSettings.Credentials;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Publishing into a database, also by several publishers at the same time. */
@Timeout(120)
class JdbcStoreTest {

    private static final int PUBLISHERS = 8;
    private static final int ROUNDS = 40;
    private static final int MANY_ROUNDS = 500;

    private final DatabaseServer server = DatabaseServer.shared();
    private final String database = server.createDatabase();
    private final SignedVersions versions = new SignedVersions();
    private final JdbcStore store = open();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldReturnWhatWasPublished() {
        Instant before = Instant.now();
        PublicationRequest first = versions.version(1);
        Instant activeFrom = before.plusSeconds(3600).truncatedTo(ChronoUnit.MICROS);
        PublicationRequest second = versions.version(5, 1, Optional.of(activeFrom));

        Publication added = store.publish(first);
        store.publish(second);

        assertThat(store.history(10)).extracting(Publication::version).containsExactly(5L, 1L);
        assertThat(store.history(1)).extracting(Publication::version).containsExactly(5L);
        assertThat(store.history(10).get(1)).isEqualTo(added);
        assertThat(added)
                .isEqualTo(new Publication(
                        1, 0, first.signed().digest(), "ann", added.time(), "version 1", Optional.empty()));
        assertThat(added.time()).isBetween(before.minusSeconds(2), Instant.now().plusSeconds(2));
        assertThat(store.history(1).get(0).activeFrom()).hasValue(activeFrom);
        assertThat(store.manifest(5)).isEqualTo(second.document());
        for (SignedFile file : second.signed().manifest().files()) {
            assertThat(store.file(file)).isEqualTo(second.files().get(file.sha256()));
        }
        assertThat(server.url(database)).startsWith(store.name());
    }

    @Test
    void shouldKeepPublicationsWhenOpenedAgain() {
        store.publish(versions.version(1));

        try (JdbcStore again = open()) {
            assertThat(again.history(10)).hasSize(1);
        }
    }

    @Test
    void shouldReportMissingVersionAndFile() {
        assertThatThrownBy(() -> store.manifest(7))
                .isInstanceOf(PublicationException.class)
                .hasMessageEndingWith("there is no version 7; 'cvr0 history' lists the versions");
        assertThatThrownBy(() -> store.file(SignedFile.of("a.yaml", new byte[1])))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("there is no file with the SHA-256 " + Sha256.of(new byte[1]));
    }

    @Test
    void shouldReadLargeFiles() {
        byte[] bytes = new byte[2 * 1024 * 1024 + 7];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 / 7);
        }
        store.publish(versions.version(1));
        SignedFile file = SignedFile.of("big.yaml", bytes);
        insertFile(file.sha256(), bytes);

        assertThat(store.file(file)).isEqualTo(bytes);
        assertThat(store.file(new SignedFile("big.yaml", 1024 * 1024, file.sha256())))
                .hasSize(1024 * 1024 + 1);
    }

    @Test
    void shouldNameThePublisherWhoWasFaster() {
        store.publish(versions.version(1));
        Publication other = store.publish(versions.version(2));

        assertThatThrownBy(() -> store.publish(versions.version(3, 1, Optional.empty())))
                .isInstanceOf(PublicationException.class)
                .hasMessage(store.name() + ": ann published version 2 at " + other.time()
                        + " (version 2), but version 3 is based on version 1; compare with 'cvr0 diff 1 2', then sign a"
                        + " higher version");
        assertThat(store.history(10)).hasSize(2);
    }

    @Test
    void shouldRefuseUnknownBase() {
        assertThatThrownBy(() -> store.publish(versions.version(3, 2, Optional.empty())))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("version 2 was never published here; check the location");
    }

    @Test
    void shouldRefuseVersionThatIsNotHigher() {
        store.publish(versions.version(2, 0, Optional.empty()));

        assertThatThrownBy(() -> store.publish(versions.version(2, 2, Optional.empty())))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("version 2 is not higher than version 2");
    }

    /** Verifies that versions have no gaps: each replaces the one before, regardless of which publisher wins. */
    @Test
    void shouldLetExactlyOneOfSeveralPublishersWin() throws Exception {
        race(ROUNDS);
    }

    @Test
    @Tag("slow")
    @Timeout(1800)
    void shouldLetExactlyOneOfSeveralPublishersWinInManyRounds() throws Exception {
        race(MANY_ROUNDS);
    }

    private void race(int rounds) throws Exception {
        List<JdbcStore> stores = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
        CyclicBarrier start = new CyclicBarrier(PUBLISHERS);
        try {
            for (int i = 0; i < PUBLISHERS; i++) {
                stores.add(open());
            }
            long base = 0;
            for (int round = 0; round < rounds; round++) {
                base = race(stores, base, threads, start);
            }
        } finally {
            threads.shutdownNow();
            stores.forEach(JdbcStore::close);
        }
        List<Publication> history = store.history(rounds + 1);
        assertThat(history).hasSize(rounds);
        for (int i = 0; i < rounds; i++) {
            assertThat(history.get(i).base())
                    .isEqualTo(i + 1 < rounds ? history.get(i + 1).version() : 0);
        }
    }

    private long race(List<JdbcStore> stores, long base, ExecutorService threads, CyclicBarrier start)
            throws Exception {
        List<Future<Optional<String>>> results = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            // Half of them with the same version, the others with different ones.
            PublicationRequest request =
                    versions.version(base + 1 + Math.max(0, i - PUBLISHERS / 2), base, Optional.empty());
            JdbcStore publisher = stores.get(i);
            Callable<Optional<String>> publish = () -> {
                start.await();
                return publish(publisher, request);
            };
            results.add(threads.submit(publish));
        }
        List<String> refusals = new ArrayList<>();
        for (Future<Optional<String>> result : results) {
            result.get().ifPresent(refusals::add);
        }
        long newest = store.history(1).get(0).version();
        assertThat(refusals)
                .hasSize(PUBLISHERS - 1)
                .allMatch(refusal -> refusal.contains("ann published version " + newest + " at "));
        return newest;
    }

    private static Optional<String> publish(JdbcStore publisher, PublicationRequest request) {
        try {
            publisher.publish(request);
            return Optional.empty();
        } catch (PublicationException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Test
    void shouldStoreEachFileOnce() {
        store.publish(versions.version(1, 0, 7, Optional.empty()));
        store.publish(versions.version(2, 1, 7, Optional.empty()));

        assertThat(rows("select digest from cvr0_publication_file")).hasSize(2);
    }

    @Test
    void shouldReplaceADamagedFile() {
        PublicationRequest first = versions.version(1, 0, 7, Optional.empty());
        store.publish(first);
        SignedFile file = first.signed().manifest().files().get(0);
        server.execute(database, List.of("update cvr0_publication_file set bytes = 'x'"));

        store.publish(versions.version(2, 1, 7, Optional.empty()));

        assertThat(file.matches(store.file(file))).isTrue();
        assertThat(rows("select detail from cvr0_audit where what = 'repair'")).contains("file " + file.sha256());
    }

    @Test
    void shouldRefuseFilesThatDoNotMatchTheSignature() {
        PublicationRequest good = versions.version(1);
        PublicationRequest bad =
                new PublicationRequest(good.signed(), good.document(), Map.of(), 0, "ann", "", Optional.empty());

        assertThatThrownBy(() -> store.publish(bad))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("a.yaml does not match the signature");
        assertThat(store.history(1)).isEmpty();
    }

    @Test
    void shouldLimitDocuments() {
        PublicationRequest good = versions.version(1);
        PublicationRequest bad =
                new PublicationRequest(good.signed(), new byte[200_000], good.files(), 0, "ann", "", Optional.empty());
        assertThatThrownBy(() -> store.publish(bad)).isInstanceOf(PublicationException.class);
        assertThatThrownBy(() -> store.publishEmergency(new byte[70_000], "ann"))
                .isInstanceOf(PublicationException.class);
        assertThat(rows("select detail from cvr0_audit")).isEmpty();
    }

    @Test
    void shouldRefuseSecondScheduleButReplaceItAtOnce() {
        store.publish(versions.version(1));
        store.publish(versions.version(2, Instant.now().plusSeconds(3600)));

        assertThatThrownBy(() -> store.publish(versions.version(3, Instant.now().plusSeconds(7200))))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("version 2 comes into force at ");
        store.publish(versions.version(3));
        store.publish(versions.version(4, Instant.now().plusSeconds(7200)));

        assertThat(store.history(1).get(0).version()).isEqualTo(4);
    }

    @Test
    void shouldWriteTheAuditLog() {
        PublicationRequest request = versions.version(1);
        store.publish(request);
        store.publishEmergency(new byte[] {1}, "ben");

        assertThat(rows("select concat(who, ' ', what, ' ', detail) from cvr0_audit order by seq"))
                .containsExactly(
                        "ann publish version 1, manifest " + request.signed().digest(),
                        "ben emergency " + Sha256.of(new byte[] {1}));
    }

    @Test
    void shouldListServersAndWhetherTheyAreLive() {
        NodeStatus healthy = new NodeStatus(1, "0".repeat(64), 2, Optional.empty());
        NodeStatus failing = new NodeStatus(1, "0".repeat(64), 1, Optional.of("a\nb"));
        Instant started = Instant.now().truncatedTo(ChronoUnit.MICROS);
        report("b", failing, started.plusSeconds(60));
        report("a", healthy, started);
        server.execute(database, List.of("update cvr0_node set live_until = seen where node = 'b'"));

        List<Node> nodes = store.nodes();

        assertThat(nodes).extracting(Node::name).containsExactly("a", "b");
        assertThat(nodes).extracting(Node::live).containsExactly(true, false);
        assertThat(nodes.get(0).status()).isEqualTo(healthy);
        assertThat(nodes.get(0).started()).isEqualTo(started);
        assertThat(nodes.get(0).software()).isEqualTo("development");
        assertThat(nodes.get(1).status().problem()).hasValue("a\\u000ab");
        assertThat(nodes.get(1).clockOffset()).isBetween(Duration.ofSeconds(-65), Duration.ofSeconds(-55));
        server.execute(database, List.of("update cvr0_node set seen = seen - interval '31' day where node = 'a'"));
        assertThat(store.nodes()).extracting(Node::name).containsExactly("b");
    }

    @Test
    void shouldExpectServersThatPollRarely() {
        try (JdbcSource rare = new JdbcSource(
                Database.ofServer(server.url(database), DatabaseServer.ACCOUNT),
                "rare",
                Duration.ofMinutes(1),
                InstantSource.system())) {
            rare.report(new NodeStatus(1, "0".repeat(64), 1, Optional.empty()));
        }
        report("usual", new NodeStatus(1, "0".repeat(64), 1, Optional.empty()), Instant.now());
        server.execute(database, List.of("update cvr0_node set live_until = live_until - interval '90' second"));

        assertThat(store.nodes()).extracting(Node::live).containsExactly(true, false);
    }

    @Test
    void shouldEscapeTheAuthorAndCommentOfAnotherPublication() {
        store.publish(versions.version(1));
        server.execute(database, List.of("update cvr0_publication set author = 'a\u001b[2J', comment = 'c\u009b2J'"));

        assertThatThrownBy(() -> store.publish(versions.version(2, 0, Optional.empty())))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("a\\u001b[2J published version 1", "c\\u009b2J");
    }

    private void report(String node, NodeStatus status, Instant started) {
        Duration offset = Duration.between(Instant.now(), started);
        boolean[] isStarted = {false};
        InstantSource clock = () -> isStarted[0] ? Instant.now().plus(offset) : started;
        try (JdbcSource source = new JdbcSource(
                Database.ofServer(server.url(database), DatabaseServer.ACCOUNT), node, Duration.ofSeconds(1), clock)) {
            isStarted[0] = true;
            source.report(status);
        }
    }

    @Test
    void shouldRefuseNewerSchema() {
        server.execute(database, List.of("update cvr0_schema set version = 2"));

        assertThatThrownBy(this::open)
                .isInstanceOf(PublicationException.class)
                .hasMessage(store.name() + ": the tables have schema version 2, but this software supports 1;"
                        + " update it to the version that created the tables");
    }

    @Test
    void shouldCreateMissingTablesWhenSeveralCommandsStart() throws Exception {
        String empty = server.createDatabase();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> commands = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                commands.add(() -> {
                    try (JdbcStore opened = open(empty, DatabaseServer.ACCOUNT)) {
                        return opened.history(1).isEmpty();
                    }
                });
            }
            for (Future<Boolean> command : threads.invokeAll(commands)) {
                assertThat(command.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldReportWrongPasswordWithoutIt() {
        assertThatThrownBy(() -> open(database, new Credentials(DatabaseServer.ACCOUNT.user(), "wrong-1b2c")))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageContaining("check cvr0.jdbc.user and cvr0.jdbc.password")
                .hasMessageNotContaining("wrong-1b2c")
                .hasNoCause();
    }

    @Test
    void shouldReportMissingRights() {
        store.publish(versions.version(1));
        String empty = server.createDatabase();
        server.execute(empty, revokeRights(empty));

        assertThatThrownBy(() -> open(empty, DatabaseServer.ACCOUNT))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("check the rights of the account");
    }

    private static List<String> revokeRights(String name) {
        String account = DatabaseServer.ACCOUNT.user();
        return DatabaseServer.IS_MARIADB
                ? List.of("revoke create on " + name + ".* from '" + account + "'@'%'")
                : List.of(
                        "alter schema " + name + " owner to postgres",
                        "grant usage on schema " + name + " to " + account);
    }

    private JdbcStore open() {
        return open(database, DatabaseServer.ACCOUNT);
    }

    private JdbcStore open(String name, Credentials credentials) {
        return JdbcStore.open(Database.ofOperator(server.url(name), credentials));
    }

    private void insertFile(Sha256 digest, byte[] bytes) {
        try (Connection connection = server.administrator(database);
                var insert = connection.prepareStatement("insert into cvr0_publication_file values (?, ?)")) {
            insert.setString(1, digest.hex());
            insert.setBytes(2, bytes);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> rows(String sql) {
        try (Connection connection = server.administrator(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
