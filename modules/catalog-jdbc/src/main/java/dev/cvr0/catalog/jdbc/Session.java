// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection during one operation. Each statement has a time limit. */
record Session(Connection connection, Dialect dialect, int limitSeconds) {

    /** Reads the current row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Executes a query; {@code {now}} in it is the time of the database. */
    <T> List<T> list(RowReader<T> reader, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> results = new ArrayList<>();
            while (rows.next()) {
                results.add(reader.read(rows));
            }
            return results;
        }
    }

    /** Executes a query, and returns the first row. */
    <T> Optional<T> first(RowReader<T> reader, String sql, Object... parameters) throws SQLException {
        return list(reader, sql, parameters).stream().findFirst();
    }

    /** Executes a statement, and returns the number of rows. */
    int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** Executes a statement once for each list of parameters. */
    void batch(String sql, List<Object[]> rows) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            for (Object[] row : rows) {
                set(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Adds a row to the audit log. */
    void audit(String who, String what, String detail) throws SQLException {
        update("insert into cvr0_audit (time, who, what, detail) values ({now}, ?, ?, ?)", who, what, detail);
    }

    /** Returns the value of a column that stores a time. */
    static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(dialect.sql(sql));
        statement.setQueryTimeout(limitSeconds);
        set(statement, parameters);
        return statement;
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, column(parameters[i]));
        }
    }

    private static @Nullable Object column(Object value) {
        if (value instanceof Instant time) {
            return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        }
        return value instanceof Optional<?> optional
                ? optional.map(Session::column).orElse(null)
                : value;
    }
}
