// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.jdbc.JdbcSettings.Credentials;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connections to a database. A data source of the server lends one for each operation; of a URL, one connection is kept.
 * An operation starts on the thread of its caller after the one before has ended, or was abandoned because it blocks; its
 * connection is aborted then.
 */
final class Database implements AutoCloseable {

    private static final int SERVER_SECONDS = 2;
    private static final int OPERATOR_SECONDS = 10;
    private static final long VALIDATE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MAX_MESSAGE = 400;
    private static final Pattern SECRET = Pattern.compile("(?i)password=([^&;]*)|//[^:]*:(.*)@");
    private static final List<String> MISSING_TABLE = List.of("42P01", "42S02");
    private static final List<String> TOO_LATE = List.of("57014", "70100");

    private final String location;
    private final String name;
    private final Credentials credentials;
    private final boolean isOperator;
    private final int limitSeconds;

    private @Nullable Connection running;
    private @Nullable Connection kept;
    private long keptSince;

    /** Works with a connection. */
    interface Operation<T> {
        T run(Session session) throws SQLException;
    }

    private Database(String location, Credentials credentials, boolean isOperator) {
        this.location = location;
        this.name = SourceProvider.withoutSecrets(location);
        this.credentials = credentials;
        this.isOperator = isOperator;
        this.limitSeconds = isOperator ? OPERATOR_SECONDS : SERVER_SECONDS;
    }

    /** Creates the database of a server, which does not wait long. Does not connect. */
    static Database ofServer(String location, Credentials credentials) {
        return new Database(location, credentials, false);
    }

    /** Creates the database of an operator's command. Does not connect. */
    static Database ofOperator(String location, Credentials credentials) {
        return new Database(location, credentials, true);
    }

    /** Returns the location without passwords. */
    String name() {
        return name;
    }

    /** Runs an operation whose statements are transactions of their own. */
    <T> T run(Operation<T> operation) {
        return with(session -> {
            session.connection().setAutoCommit(true);
            return operation.run(session);
        });
    }

    /** Runs an operation in one transaction. */
    <T> T transact(Operation<T> operation) {
        return with(session -> {
            Connection connection = session.connection();
            connection.setAutoCommit(false);
            try {
                T result = operation.run(session);
                commit(connection);
                return result;
            } finally {
                // After a commit there is nothing left to roll back.
                ignoreFailure(connection::rollback);
            }
        });
    }

    /** Returns the exception of an invalid state of the tables. */
    SourceUnavailableException unavailable(String message) {
        return new SourceUnavailableException(name, message);
    }

    /** Tells whether a statement failed because the tables have not been created. */
    static boolean isMissingTable(SQLException failure) {
        return MISSING_TABLE.contains(String.valueOf(failure.getSQLState()));
    }

    @Override
    public synchronized void close() {
        close(kept);
        kept = null;
    }

    private <T> T with(Operation<T> operation) {
        Connection connection = null;
        boolean isUsable = false;
        try {
            connection = take();
            T result = isLent() ? onLent(connection, operation) : on(connection, operation);
            isUsable = true;
            return result;
        } catch (PublicationException e) {
            isUsable = true;
            throw e;
        } catch (SQLException e) {
            isUsable = isConflict(e);
            throw failure(e);
        } finally {
            giveBack(connection, isUsable);
        }
    }

    private <T> T on(Connection connection, Operation<T> operation) throws SQLException {
        return operation.run(new Session(connection, Dialect.of(connection), limitSeconds));
    }

    /** Leaves the connection as it was, because other parts of the server use it later. */
    private <T> T onLent(Connection connection, Operation<T> operation) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        int limit = limitNetwork(connection, networkMillis());
        try {
            return on(connection, operation);
        } finally {
            ignoreFailure(() -> connection.setAutoCommit(autoCommit));
            ignoreFailure(() -> limitNetwork(connection, limit));
        }
    }

    // Longer than that of a statement, whose failure leaves the connection usable.
    private int networkMillis() {
        return (limitSeconds + 1) * 1000;
    }

    private boolean isLent() {
        return location.startsWith("java:");
    }

    private Connection take() throws SQLException {
        Connection candidate = takeKept();
        if (candidate != null && System.nanoTime() - keptSince > VALIDATE_NANOS && !candidate.isValid(limitSeconds)) {
            close(candidate);
            candidate = null;
        }
        Connection taken = candidate == null ? open() : candidate;
        synchronized (this) {
            running = taken;
        }
        return taken;
    }

    private synchronized @Nullable Connection takeKept() {
        Connection abandoned = running;
        running = null;
        if (abandoned != null) {
            ignoreFailure(() -> abandoned.abort(Runnable::run));
        }
        Connection taken = kept;
        kept = null;
        return taken;
    }

    @SuppressWarnings("ReferenceEquality") // the same connection
    private synchronized void giveBack(@Nullable Connection connection, boolean isUsable) {
        if (isUsable && !isLent() && connection == running) {
            kept = connection;
            keptSince = System.nanoTime();
        } else {
            close(connection);
        }
        if (connection == running) {
            running = null;
        }
    }

    private Connection open() throws SQLException {
        String user = credentials.user();
        if (isLent()) {
            DataSource source = dataSource();
            return user.isEmpty() ? source.getConnection() : source.getConnection(user, credentials.password());
        }
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", credentials.password());
        }
        // Both count the seconds or milliseconds of the login too, which setNetworkTimeout does not.
        String limit = String.valueOf(location.startsWith("jdbc:mariadb:") ? limitSeconds * 1000 : limitSeconds);
        limit(properties, "connectTimeout", limit);
        limit(properties, "socketTimeout", limit);
        if (location.startsWith("jdbc:postgresql:")) {
            limit(properties, "cancelSignalTimeout", limit);
            limit(properties, "sslResponseTimeout", String.valueOf(limitSeconds * 1000));
        }
        Connection connection = driver().connect(location, properties);
        if (connection == null) {
            throw new SQLException("the driver does not accept the URL", "08001");
        }
        int unused = limitNetwork(connection, networkMillis());
        return connection;
    }

    private void limit(Properties properties, String key, String value) {
        if (!location.contains(key + "=")) {
            properties.setProperty(key, value);
        }
    }

    private Driver driver() {
        try {
            return DriverManager.getDriver(location);
        } catch (SQLException e) {
            String kind = location.replaceFirst("^(jdbc:[^:]*:).*", "$1");
            throw unavailable(
                    "there is no JDBC driver for " + kind + "; copy the driver's JAR to lib, then start again");
        }
    }

    @SuppressWarnings("BanJNDI") // the name is a setting, with the scheme java:
    private DataSource dataSource() {
        try {
            if (new InitialContext().lookup(location) instanceof DataSource source) {
                return source;
            }
            throw unavailable("not a data source; use the JNDI name of a data source of this server");
        } catch (NamingException e) {
            throw unavailable("there is no data source with this JNDI name; define it in the server, or use jdbc:...");
        }
    }

    /** Limits the wait for data, and returns the limit before; 0 for none. */
    private static int limitNetwork(Connection connection, int millis) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, millis);
            return before;
        } catch (SQLFeatureNotSupportedException e) {
            return 0;
        }
    }

    private void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (isConflict(e)) {
                throw e;
            }
            throw unavailable("the connection was lost during the commit (" + reason(e)
                    + "); check with 'cvr0 history' whether it succeeded before you repeat the command");
        }
    }

    private RuntimeException failure(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (isConflict(e) && isOperator) {
            return new PublicationException(
                    name + ": another command is publishing at this moment; repeat the command");
        }
        if (isMissingTable(e)) {
            return unavailable("the database has no tables of CVR0; create them with 'cvr0 publish FOLDER --to " + name
                    + "' and an account that may create tables");
        }
        String message = "the database reports: " + reason(e);
        if (TOO_LATE.contains(state)) {
            return unavailable("no answer within " + limitSeconds + " s; check the load of the database");
        }
        if (state.startsWith("28")) {
            return unavailable(message + "; check cvr0.jdbc.user and cvr0.jdbc.password");
        }
        boolean isStatement = state.matches("(0A|22|25|42).*");
        if (isStatement && isOperator) {
            return new PublicationException(
                    name + ": " + message + "; check the rights of the account and the limits of" + " the database");
        }
        return unavailable(message + "; check that the database is running and the account has its rights");
    }

    private static boolean isConflict(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("23") || state.startsWith("40");
    }

    /** Returns the message of a driver without passwords, because some drivers show the URL. */
    private String reason(SQLException e) {
        String message = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getName());
        if (!credentials.password().isEmpty()) {
            message = message.replace(credentials.password(), "***");
        }
        Matcher secrets = SECRET.matcher(location);
        while (secrets.find()) {
            String secret = Optional.ofNullable(secrets.group(1)).orElseGet(() -> secrets.group(2));
            message = secret.isEmpty() ? message : message.replace(secret, "***");
        }
        return LogSafeText.escape(message.strip(), MAX_MESSAGE) + " (SQLState " + e.getSQLState() + ")";
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            ignoreFailure(connection::close);
        }
    }

    /** Ends the use of a connection that may be lost already. */
    private static void ignoreFailure(Cleanup cleanup) {
        try {
            cleanup.run();
        } catch (SQLException e) {
            // lost
        }
    }

    private interface Cleanup {
        void run() throws SQLException;
    }
}
