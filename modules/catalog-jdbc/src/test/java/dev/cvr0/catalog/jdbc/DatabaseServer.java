// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import dev.cvr0.catalog.jdbc.JdbcSettings.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A private database server for tests: PostgreSQL, or MariaDB with {@code -Pmariadb}. */
abstract class DatabaseServer implements AutoCloseable {

    /** The account of the tests, which owns the databases. */
    static final Credentials ACCOUNT = new Credentials("cvr0", "secret-7f3a");

    static final boolean IS_MARIADB = "mariadb".equals(System.getProperty("cvr0.test.database"));
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** The folder of the data. */
    final Path folder;

    DatabaseServer() {
        try {
            folder = Files.createTempDirectory("cvr0-database");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the server that most tests share. It stops with the JVM. */
    static DatabaseServer shared() {
        return Shared.SERVER;
    }

    /** Starts a server. Skips the test if there is no program. */
    static DatabaseServer start() {
        DatabaseServer server = IS_MARIADB ? new MariaDbServer() : new PostgreSqlServer();
        server.run();
        return server;
    }

    /** Creates an empty database, and returns its name. */
    String createDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        execute(administrationDatabase(), createDatabaseStatements(name));
        return name;
    }

    /** Executes statements as the administrator. */
    void execute(String database, List<String> statements) {
        try (Connection connection = administrator(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Connects as the administrator. */
    Connection administrator(String database) throws SQLException {
        return DriverManager.getConnection(url(port(), database), administratorName(), "");
    }

    /** Returns the URL of a database behind a port. */
    abstract String url(int port, String database);

    /** Returns the URL of a database. */
    String url(String database) {
        return url(port(), database);
    }

    abstract int port();

    abstract String administratorName();

    abstract String administrationDatabase();

    abstract List<String> createDatabaseStatements(String name);

    /** Starts the program, also again with the same data and port. */
    abstract void run();

    /** Kills all processes of the server, as a crash of the machine does. */
    abstract void kill();

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {

        static final DatabaseServer SERVER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }
}
