// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.SignedVersions;
import dev.cvr0.catalog.jdbc.JdbcSourceProvider;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.settings.SettingSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** The WAR with a catalog in PostgreSQL, which it reads with a data source of the server. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only the binaries of PostgreSQL for Linux are test dependencies")
@EnabledIfSystemProperty(
        named = "cvr0.server",
        matches = "wildfly",
        disabledReason = "the data source is defined in a file of WildFly")
class DataSourceIT {

    private static final String NAME = "java:jboss/datasources/cvr0";
    private static final String REQUEST = "CVQ 2 0x0409 winnt 5.1 i386 LIB 1.0 MSMSGS a@example.com";
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int DEPLOYMENTS = 3;

    /** Before JDK 24, the timer thread of the driver keeps the application that opened the first connection. */
    private static final int MAX_CLASS_LOADERS = Runtime.version().feature() < 24 ? 2 : 1;

    private final AppServer server = AppServer.running();
    private final SignedVersions versions = new SignedVersions();

    @TempDir
    private Path temp;

    private EmbeddedPostgres postgres;
    private PublicationStore store;
    private long asked;

    @BeforeEach
    void startDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
        store = new JdbcSourceProvider().store(url() + "?user=postgres", SettingSource.platform());
    }

    @AfterEach
    void stop() throws Exception {
        server.undeployAll();
        store.close();
        postgres.close();
    }

    @Test
    void shouldServeEachPublicationAndLeaveNothingBehind() throws Exception {
        JavaArchive dataSource = dataSource();
        WebArchive war = war();
        server.deploy(dataSource);
        store.publish(versions.version(1));
        for (int deployment = 1; deployment <= DEPLOYMENTS; deployment++) {
            server.deploy(war);
            assertThat(ask()).isEqualTo(answer(deployment));

            int next = deployment + 1;
            store.publish(versions.version(next));

            Polling.until("version " + next + " is served", LIMIT, () -> ask().equals(answer(next)));
            Polling.until(
                    "wildfly reports version " + next, LIMIT, () -> reported().equals(Map.of("wildfly", (long) next)));
            server.assertClassLoaders(MAX_CLASS_LOADERS);

            server.undeploy(war);

            server.assertNothingLeft();
            assertThat(counted()).as("the last counts are written").isEqualTo(asked);
        }
        server.undeploy(dataSource);
        assertNoClassLoaderLeft();
    }

    // With a deployment without the data source, because JDK 17 and 18 keep the class whose records were compared last.
    private void assertNoClassLoaderLeft() throws Exception {
        WebArchive bundled = AppServer.host("cvr0.war");
        server.deploy(bundled);
        assertThat(TestConnection.ask(server.port(), REQUEST))
                .as("not listed in the bundled catalog")
                .isEqualTo("420 2");
        server.assertClassLoaders(1);
        server.undeploy(bundled);
    }

    private String ask() throws IOException {
        asked++;
        return TestConnection.ask(server.port(), REQUEST);
    }

    private static String answer(int version) {
        String url = "http://example.com/" + version;
        return "CVQ 2 1." + version + " 1." + version + " 1." + version + " " + url + " " + url + "/f";
    }

    /** Returns the version that each node reports. */
    private Map<String, Long> reported() {
        return store.nodes().stream()
                .collect(Collectors.toMap(Node::name, node -> node.status().serving()));
    }

    private long counted() {
        return store.clients(Instant.EPOCH).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    /** The driver, with the definition of the data source. */
    private JavaArchive dataSource() throws URISyntaxException {
        return ShrinkWrap.create(ZipImporter.class, "postgresql.jar")
                .importFrom(new File(Driver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()))
                .as(JavaArchive.class)
                .addAsManifestResource(new StringAsset("""
                        <datasources xmlns="http://www.jboss.org/ironjacamar/schema">
                          <datasource jndi-name="%s" pool-name="cvr0">
                            <connection-url>%s</connection-url>
                            <driver>postgresql.jar</driver>
                            <pool>
                              <max-pool-size>2</max-pool-size>
                            </pool>
                            <security>
                              <user-name>postgres</user-name>
                            </security>
                          </datasource>
                        </datasources>
                        """.formatted(NAME, url())), "cvr0-ds.xml");
    }

    /** The WAR with settings of higher priority than the system properties of the server. */
    private WebArchive war() {
        return AppServer.host("cvr0.war")
                .addAsResource(
                        new StringAsset("""
                        config_ordinal = 500
                        cvr0.catalog = %s
                        cvr0.catalog.public-key = %s
                        cvr0.catalog.state = %s
                        cvr0.node = wildfly
                        """.formatted(
                                        NAME, versions.trustedKeys().keys().get(0), temp.resolve("state"))),
                        "META-INF/microprofile-config.properties");
    }
}
