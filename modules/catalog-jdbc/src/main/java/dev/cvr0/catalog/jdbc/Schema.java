// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.publication.PublicationException;
import java.sql.SQLException;
import java.util.OptionalInt;

/** The version of the tables. A change that only adds tables or columns does not change the version. */
final class Schema {

    private static final int VERSION = 1;

    private Schema() {}

    /** Creates missing tables. */
    static void create(Database database) {
        if (version(database).isEmpty()) {
            try {
                int unused = database.transact(Schema::createTables);
            } catch (RuntimeException e) {
                // Another command may have created them at the same time.
                if (version(database).isEmpty()) {
                    throw e;
                }
            }
        }
        int version = version(database).orElse(VERSION);
        if (version > VERSION) {
            throw new PublicationException(database.name() + ": " + tooNew(version));
        }
    }

    /** Validates the version that a server has read. */
    static void validate(int version, String name) {
        if (version > VERSION) {
            throw new CatalogException(SourceLocation.whole(name), tooNew(version));
        }
    }

    private static OptionalInt version(Database database) {
        return database.run(session -> {
            try {
                return session.first(row -> OptionalInt.of(row.getInt(1)), "select max(version) from cvr0_schema")
                        .orElse(OptionalInt.empty());
            } catch (SQLException e) {
                if (Database.isMissingTable(e)) {
                    return OptionalInt.empty();
                }
                throw e;
            }
        });
    }

    private static int createTables(Session session) throws SQLException {
        int rows = 0;
        for (String statement : session.dialect().schema()) {
            rows += session.update(statement);
        }
        return rows;
    }

    private static String tooNew(int version) {
        return "the tables have schema version " + version + ", but this software supports " + VERSION
                + "; update it to the version that created the tables";
    }
}
