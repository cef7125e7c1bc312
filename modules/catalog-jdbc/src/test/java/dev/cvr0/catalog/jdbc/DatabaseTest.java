// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.jdbc.JdbcSettings.Credentials;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.settings.SettingSource;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections from a URL and from a data source. */
class DatabaseTest {

    private static final String DATA_SOURCE = "java:comp/env/jdbc/cvr0";

    private final DatabaseServer server = DatabaseServer.shared();

    @AfterEach
    void forgetDataSource() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }

    @Test
    void shouldBeFoundByTheirLocation() {
        for (String location : List.of("jdbc:postgresql://db/cvr0", DATA_SOURCE, "java:/jdbc/cvr0")) {
            SourceProvider provider = SourceProvider.of(location);
            assertThat(provider).isInstanceOf(JdbcSourceProvider.class);
            try (CatalogSource source = provider.source(location, "node", SettingSource.EMPTY)) {
                assertThat(source.name()).isEqualTo(location);
            }
        }
        assertThat(new JdbcSourceProvider().supports("https://example.com/")).isFalse();
        assertThat(SourceProvider.allSettings().settings()).contains(JdbcSettings.USER, JdbcSettings.PASSWORD);
    }

    @Test
    void shouldReadUserAndPasswordFromTheSettings() {
        SettingSource settings = SettingSource.of(Map.of(
                "cvr0.jdbc.user",
                DatabaseServer.ACCOUNT.user(),
                "cvr0.jdbc.password",
                DatabaseServer.ACCOUNT.password()));

        try (PublicationStore store = new JdbcSourceProvider().store(server.url(server.createDatabase()), settings)) {
            assertThat(store.history(1)).isEmpty();
        }
    }

    @Test
    void shouldSayWhereToCopyAMissingDriver() {
        Database database = Database.ofServer("jdbc:oracle:thin:scott/tiger@db:1521/x", DatabaseServer.ACCOUNT);

        assertThatThrownBy(() -> database.run(session -> 1))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageEndingWith(
                        "there is no JDBC driver for jdbc:oracle:; copy the driver's JAR to lib, then start again");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://127.0.0.1:1/x?user=ann&password=hidden-4d, jdbc:postgresql://127.0.0.1:1/x",
        "jdbc:mariadb://127.0.0.1:1/x?user=ann&password=hidden-4d, jdbc:mariadb://127.0.0.1:1/x",
        "jdbc:mariadb://ann:hidden-4d@127.0.0.1:1/x, jdbc:mariadb://127.0.0.1:1/x",
        "jdbc:failing://ann:hidden-4d@db/x;password=hidden-5e, jdbc:failing://db/x",
        "jdbc:failing://ann:hidden-4d@hidden-5e/hidden-7a@db/x, jdbc:failing://db/x",
        "jdbc:unknown:x;password=hidden-4d, jdbc:unknown:x"
    })
    void shouldNeverShowPasswords(String location, String name) throws SQLException {
        FailingDriver driver = new FailingDriver();
        DriverManager.registerDriver(driver);
        try {
            Database database = Database.ofServer(location, new Credentials("ann", "hidden-6f"));

            assertThat(database.name()).isEqualTo(name);
            assertThatThrownBy(() -> database.run(session -> 1))
                    .isInstanceOf(SourceUnavailableException.class)
                    .hasMessageStartingWith(name + ": ")
                    .hasMessageNotContaining("hidden-")
                    .hasNoCause();
        } finally {
            DriverManager.deregisterDriver(driver);
        }
        assertThat(new Credentials("ann", "hidden-6f").toString()).doesNotContain("hidden");
    }

    @Test
    void shouldRefuseOtherDatabases() {
        Connection other = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getMetaData")) {
                        return Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {java.sql.DatabaseMetaData.class},
                                (inner, unused, none) -> "Oracle");
                    }
                    throw new UnsupportedOperationException(method.getName());
                });

        assertThatThrownBy(() -> Dialect.of(other))
                .isInstanceOf(SQLException.class)
                .hasMessage("Oracle is not supported; use PostgreSQL or MariaDB");
    }

    @Test
    void shouldLookUpDataSourceLateAndReturnConnectionsAsTheyWere() {
        Database database = Database.ofServer(DATA_SOURCE, new Credentials("", ""));
        assertThatThrownBy(() -> database.run(session -> 1))
                .isInstanceOf(SourceUnavailableException.class)
                .hasMessageEndingWith(
                        "there is no data source with this JNDI name; define it in the server, or use jdbc:...");

        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, PoolContext.class.getName());
        PoolContext.pool = new Pool(server.url(server.createDatabase()));

        assertThat(number(database, "select 1")).isEqualTo(1);
        int unused = database.transact(session -> session.update("create table t (x integer)"));
        assertThat(number(database, "select count(*) from t")).isEqualTo(0);
        assertThatThrownBy(() -> database.run(session -> session.update("wrong")))
                .isInstanceOf(SourceUnavailableException.class);
        assertThat(PoolContext.pool.lent).hasValue(0);
        assertThat(PoolContext.pool.taken).hasValue(4);
    }

    private static int number(Database database, String sql) {
        return database.run(session -> session.first(row -> row.getInt(1), sql).orElseThrow());
    }

    @Test
    void shouldRefuseOtherObjectsThanDataSources() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, OtherContext.class.getName());
        Database database = Database.ofServer(DATA_SOURCE, DatabaseServer.ACCOUNT);

        assertThatThrownBy(() -> database.run(session -> 1))
                .hasMessageEndingWith("not a data source; use the JNDI name of a data source of this server");
    }

    /** Shows the URL and the password in its message. */
    private static final class FailingDriver implements java.sql.Driver {

        @Override
        public Connection connect(String url, java.util.Properties info) throws SQLException {
            throw new SQLException("cannot connect to " + url + " with " + info, "08001");
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:failing:");
        }

        @Override
        public java.sql.DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties info) {
            return new java.sql.DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }
    }

    /** A JNDI context with the pool under each name. */
    public static final class PoolContext implements InitialContextFactory {

        static Pool pool;

        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            return context(pool);
        }
    }

    /** A JNDI context with a text under each name. */
    public static final class OtherContext implements InitialContextFactory {

        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            return context("text");
        }
    }

    private static Context context(Object bound) {
        return (Context) Proxy.newProxyInstance(
                DatabaseTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> method.getName().equals("lookup") ? bound : null);
    }

    /** Lends connections without auto-commit and with a network timeout; verifies how they return. */
    private static final class Pool implements DataSource {

        final AtomicInteger lent = new AtomicInteger();
        final AtomicInteger taken = new AtomicInteger();
        private final String url;

        Pool(String url) {
            this.url = url;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection =
                    DriverManager.getConnection(url, DatabaseServer.ACCOUNT.user(), DatabaseServer.ACCOUNT.password());
            connection.setAutoCommit(false);
            connection.setNetworkTimeout(Runnable::run, 12_345);
            lent.incrementAndGet();
            taken.incrementAndGet();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            lent.decrementAndGet();
                            assertThat(connection.getAutoCommit()).isFalse();
                            assertThat(connection.getNetworkTimeout()).isEqualTo(12_345);
                        }
                        return method.invoke(connection, arguments);
                    });
        }

        @Override
        public Connection getConnection(String user, String password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PrintWriter getLogWriter() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setLogWriter(PrintWriter out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setLoginTimeout(int seconds) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int getLoginTimeout() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Logger getParentLogger() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
