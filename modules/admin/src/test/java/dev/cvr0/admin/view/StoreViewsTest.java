// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import static dev.cvr0.admin.ManagedServer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.admin.ManagedServer;
import dev.cvr0.catalog.SignedVersions;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.settings.SettingSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operations of a server that shares a database. */
@Timeout(120)
class StoreViewsTest {

    private static final String LINES = "VER 1\nCVQ 1 0x0409 winnt 5.1 i386 LIB ";

    @TempDir
    private Path folder;

    private static EmbeddedPostgres postgres;
    private static int schemas;

    private final SignedVersions versions = new SignedVersions();
    private final String schema = "s" + ++schemas;
    private ManagedServer server;
    private boolean unavailable;

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void closeDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void start() throws SQLException {
        execute("create schema " + schema);
        try (PublicationStore store = open()) {
            store.publish(versions.version(1));
            store.publish(versions.version(2));
        }
        server = ManagedServer.start(
                folder,
                Map.of(
                        "cvr0.catalog",
                        location(),
                        "cvr0.catalog.public-key",
                        versions.trustedKeys().keys().get(0).toString(),
                        "cvr0.catalog.state",
                        folder.resolve("state").toString()),
                this::open);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldListPublications() {
        List<JsonObject> list = array("/v1/publications");

        assertThat(list).extracting(one -> one.getInt("version")).containsExactly(2, 1);
        assertThat(list.get(0).getJsonArray("signers").getString(0))
                .isEqualTo(versions.trustedKeys().keys().get(0).toString());
        assertThat(array("/v1/publications?limit=1")).hasSize(1);
        assertThat(server.get("/v1/publications/1").getString("comment")).isEqualTo("version 1");
        assertThat(server.problem("GET", "/v1/publications/3", "", 404)).contains("there is no publication '3'");
        String time = list.get(1).getString("time");
        assertThat(array("/v1/publications?at=" + time))
                .extracting(one -> one.getInt("version"))
                .containsExactly(1);
        assertThat(array("/v1/publications?at=2000-01-01T00:00:00Z")).isEmpty();
        assertThat(server.get("/v1/status").getString("store"))
                .isEqualTo(location().replaceFirst("\\?.*", ""));
        assertThat(server.get("/v1/status").getInt("signaturesRequired")).isEqualTo(1);
    }

    @Test
    void shouldViewAndCompareVersions() {
        JsonObject first = server.get("/v1/catalog?of=version:1");

        assertThat(first.getInt("version")).isEqualTo(1);
        assertThat(first.getJsonArray("files")).hasSize(2);
        assertThat(first.getJsonArray("rules").getJsonObject(0).isNull("hits")).isTrue();
        assertThat(server.get("/v1/catalog").getInt("version")).isEqualTo(2);
        assertThat(server.get("/v1/catalog/files/a.yaml?of=version:1").getString("text"))
                .startsWith("format: 1");
        assertThat(server.problem("GET", "/v1/catalog?of=version:3", "", 404)).contains("there is no version 3");
        assertThat(server.post("/v1/diff", "{\"before\":\"version:1\",\"after\":\"version:2\"}")
                        .getInt("affected"))
                .isPositive();
    }

    @Test
    void shouldCountTheClientsOfAllServers() throws SQLException {
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        count(hour, "a", LINES + "1.0", 3);
        count(hour, "b", LINES + "1.0", 4);
        count(hour.minus(2, ChronoUnit.HOURS), "a", LINES + "1.0", 2);
        count(hour.minus(2, ChronoUnit.HOURS), "a", "", 5);
        count(hour.minus(9, ChronoUnit.DAYS), "a", LINES + "2.0", 1);

        JsonObject day = server.get("/v1/clients?since=PT4H");
        JsonObject month = server.get("/v1/clients?since=P30D");

        assertThat(day.getString("source")).isEqualTo("store");
        assertThat(day.getJsonArray("series").getValuesAs(JsonObject.class))
                .extracting(one ->
                        one.getString("name") + one.getJsonArray("counts").getValuesAs(JsonNumber::intValue))
                .containsExactly("1.0[0, 0, 2, 0, 7]", "other[0, 0, 5, 0, 0]");
        assertThat(month.getString("step")).isEqualTo("P1D");
        assertThat(month.getInt("total")).isEqualTo(15);
        assertThat(month.getJsonArray("times")).hasSize(31);
        assertThat(month.getJsonArray("series").getValuesAs(JsonObject.class))
                .extracting(one -> one.getString("name") + " " + one.getInt("total"))
                .containsExactly("1.0 9", "2.0 1", "other 5");
        assertThat(server.get("/v1/clients?library=OTHER").getInt("total")).isZero();
        assertThat(server.get("/v1/clients/kinds?since=P30D").getInt("total")).isEqualTo(10);
    }

    @Test
    void shouldListTheServersThatReport() {
        server.management.policy().reload();

        assertThat(((JsonArray) ok(server.send("GET", "/v1/nodes", ""))).getValuesAs(JsonObject.class))
                .allSatisfy(node -> assertThat(node.getString("name")).isEqualTo("node-1"));
    }

    @Test
    void shouldReportAnUnavailableStore() {
        unavailable = true;

        assertThat(server.problem("GET", "/v1/publications", "", 503)).contains("127.0.0.1");
        assertThat(server.problem("GET", "/v1/clients", "", 503)).doesNotContain("secret");
        assertThat(server.problem("GET", "/v1/catalog?of=version:1", "", 503)).isNotEmpty();
        assertThat(server.get("/v1/status").getString("state")).isEqualTo("READY");
    }

    private List<JsonObject> array(String uri) {
        return ((JsonArray) ok(server.send("GET", uri, ""))).getValuesAs(JsonObject.class);
    }

    private String location() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres&currentSchema=" + schema;
    }

    private PublicationStore open() {
        String location = unavailable ? "jdbc:postgresql://127.0.0.1:1/none?password=secret" : location();
        return SourceProvider.of(location).store(location, SettingSource.EMPTY);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void count(Instant hour, String node, String kind, int count) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into " + schema + ".cvr0_client_count (hour, node, kind, count) values (?, ?, ?, ?)")) {
            insert.setObject(1, LocalDateTime.ofInstant(hour, ZoneOffset.UTC));
            insert.setString(2, node);
            insert.setString(3, kind);
            insert.setInt(4, count);
            insert.executeUpdate();
        }
    }
}
