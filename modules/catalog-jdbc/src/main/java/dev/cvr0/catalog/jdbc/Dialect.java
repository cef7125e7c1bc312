// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** A supported database. Times are stored in UTC without a time zone. */
enum Dialect {
    POSTGRESQL("(clock_timestamp() at time zone 'utc')", "set local lock_timeout = '%ds'"),
    MARIADB("utc_timestamp(6)", "set session innodb_lock_wait_timeout = %d");

    private final String now;
    private final String limitLocks;

    Dialect(String now, String limitLocks) {
        this.now = now;
        this.limitLocks = limitLocks;
    }

    /** Returns the dialect of a connection. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return Stream.of(values())
                .filter(dialect -> dialect.name().equalsIgnoreCase(product))
                .findFirst()
                .orElseThrow(() -> new SQLException(product + " is not supported; use PostgreSQL or MariaDB", "0A000"));
    }

    /** Replaces {@code {now}} by the current time. */
    String sql(String text) {
        return text.replace("{now}", now);
    }

    /** Returns the statement that limits the wait for locks in a transaction. */
    String limitLocks(int seconds) {
        return limitLocks.formatted(seconds);
    }

    /** Returns the statements that create missing tables. */
    List<String> schema() {
        String file = name().toLowerCase(Locale.ROOT) + ".sql";
        try (InputStream stream = Dialect.class.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(stream, file).readAllBytes();
            String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("(?m)^--.*\n", "");
            return List.of(text.strip().split(";\\s*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
