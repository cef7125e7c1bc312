// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.SignedVersions;
import dev.cvr0.catalog.jdbc.JdbcSettings.Credentials;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The accounts in the distribution have all rights that their programs need, and no others. */
@TestInstance(Lifecycle.PER_CLASS)
class AccountsTest {

    private static final Path SCRIPTS = Path.of("../server/src/main/dist/database");
    private static final Credentials PUBLISHER = new Credentials("cvr0_publisher", "publisher-5d1e");
    private static final Credentials NODE = new Credentials("cvr0_node", "node-93b2");
    private static final ClientProfile CLIENT = new ClientProfile(
            new ClientProgram(new Lcid(0x0409), "winnt", "5.1", "i386", "MSNMSGR", ClientVersion.parse("6.1.0211"), ""),
            "ann@example.com",
            List.of(),
            InetAddress.getLoopbackAddress());

    private final SignedVersions versions = new SignedVersions();
    private final DatabaseServer server = DatabaseServer.start();
    private final String name = server.createDatabase();
    private final Dialect dialect = DatabaseServer.IS_MARIADB ? Dialect.MARIADB : Dialect.POSTGRESQL;

    @BeforeAll
    void createAccounts() throws IOException {
        server.execute(name, dialect.schema());
        String accounts = Files.readString(SCRIPTS.resolve(dialect.schemaFile().replace(".sql", "-accounts.sql")));
        server.execute(
                name,
                Stream.of(accounts.replaceAll("(?m)^--.*\n", "").split(";\\s*\n"))
                        .toList());
        server.execute(name, Stream.of(PUBLISHER, NODE).map(this::setPassword).toList());
        if (dialect == Dialect.POSTGRESQL) {
            // The schema "public" of a database allows this to all accounts.
            server.execute(name, List.of("grant usage on schema " + name + " to cvr0_publisher, cvr0_node"));
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void shouldPublishAndServe() {
        PublicationRequest first = versions.version(1);
        PublicationRequest second = versions.version(2, Instant.now().plus(1, ChronoUnit.HOURS));
        try (JdbcStore store = JdbcStore.open(Database.ofOperator(server.url(name), PUBLISHER));
                JdbcSource source = source()) {
            store.publish(first);
            server.execute(name, List.of("update cvr0_publication_file set bytes = ''"));
            store.publish(second);
            store.publishEmergency(new byte[] {1}, "ann");

            assertThat(store.history(10)).extracting(Publication::version).containsExactly(2L, 1L);
            assertThat(store.manifest(2)).isEqualTo(second.document());
            assertThat(source.stamp()).isNotNull();
            assertThat(source.current().manifest()).isEqualTo(first.document());
            assertThat(source.newest().manifest()).isEqualTo(second.document());
            assertThat(source.newest().emergency()).hasValue(new byte[] {1});
            second.signed().manifest().files().forEach(file -> {
                assertThat(file.matches(store.file(file))).isTrue();
                assertThat(file.matches(source.file(file))).isTrue();
            });
            source.report(new NodeStatus(1, "digest", 2, Optional.empty()));
            source.report(new NodeStatus(2, "digest", 2, Optional.of("a problem")));
            assertThat(store.nodes()).extracting(Node::name).containsExactly("node");
        }
    }

    @Test
    void shouldCountClients() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        try (JdbcStore store = JdbcStore.open(Database.ofOperator(server.url(name), PUBLISHER));
                Database database = Database.ofServer(server.url(name), NODE)) {
            ClientCounter counter = new ClientCounter("counter", now);
            for (int count = 1; count <= 2; count++) {
                counter.count(CLIENT, true);
                counter.write(database, now);
            }
            Instant later = now.plus(Duration.ofHours(1));
            counter.write(database, later);
            counter.write(database, later); // deletes old counts

            assertThat(store.clients(now).values()).containsExactly(2L);
        }
    }

    @Test
    void shouldBeShownInTheGuide() throws IOException {
        String script = Files.readString(SCRIPTS.resolve("postgresql-accounts.sql"));

        assertThat(Files.readString(Path.of("../../src/docs/many-servers.md")))
                .contains("```sql\n" + script.substring(script.indexOf("create role")) + "```\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update cvr0_publication set comment = ''",
                "delete from cvr0_publication",
                "delete from cvr0_publication_file",
                "delete from cvr0_emergency",
                "delete from cvr0_audit",
                "update cvr0_audit set who = ''",
                "insert into cvr0_client_count (hour, node, kind, count) values ('2026-11-27 00:00:00', '', '', 1)",
                "insert into cvr0_schema (version) values (2)",
                "create table other (id int)"
            })
    void shouldNotLetThePublisherChangeThePast(String statement) {
        assertThatThrownBy(() -> execute(PUBLISHER, statement))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into cvr0_publication_file (digest, bytes) values ('1', '')",
                "update cvr0_publication set comment = ''",
                "update cvr0_publication_file set bytes = ''",
                "insert into cvr0_emergency (document, author, time) values ('', '', '2026-11-27 00:00:00')",
                "delete from cvr0_node",
                "select * from cvr0_audit",
                "create table other (id int)"
            })
    void shouldNotLetAServerPublish(String statement) {
        assertThatThrownBy(() -> execute(NODE, statement))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
    }

    private JdbcSource source() {
        return new JdbcSource(
                Database.ofServer(server.url(name), NODE), "node", Duration.ofSeconds(1), InstantSource.system());
    }

    private void execute(Credentials account, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(name), account.user(), account.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String setPassword(Credentials account) {
        return dialect == Dialect.MARIADB
                ? "alter user " + account.user() + " identified by '" + account.password() + "' account unlock"
                : "alter role " + account.user() + " password '" + account.password() + "'";
    }
}
