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
    POSTGRESQL(
            "(clock_timestamp() at time zone 'utc')",
            "on conflict (hour, node, kind) do update set count = excluded.count"),
    MARIADB("utc_timestamp(6)", "on duplicate key update count = values(count)");

    private final String now;
    private final String orReplaceCount;

    Dialect(String now, String orReplaceCount) {
        this.now = now;
        this.orReplaceCount = orReplaceCount;
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

    /** Returns the statement that inserts or replaces the count of an hour, a node and a kind. */
    String writeCount() {
        return "insert into cvr0_client_count (hour, node, kind, count) values (?, ?, ?, ?) " + orReplaceCount;
    }

    /** Returns the name of the file with the statements that create the tables. */
    String schemaFile() {
        return name().toLowerCase(Locale.ROOT) + ".sql";
    }

    /** Returns the statements that create missing tables. */
    List<String> schema() {
        try (InputStream stream = Dialect.class.getResourceAsStream(schemaFile())) {
            byte[] bytes = Objects.requireNonNull(stream, schemaFile()).readAllBytes();
            return Stream.of(new String(bytes, StandardCharsets.UTF_8)
                            .replaceAll("(?m)^--.*\n", "")
                            .split(";\\s*\n"))
                    .filter(statement -> !statement.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
