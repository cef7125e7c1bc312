// SPDX-License-Identifier: Apache-2.0
/** Signed catalogs that many servers share in a database. */
module dev.cvr0.catalog.jdbc {
    requires transitive dev.cvr0.catalog;
    requires transitive dev.cvr0.settings;
    requires dev.cvr0.api;
    requires java.naming;
    requires java.sql;
    requires static org.jspecify;

    exports dev.cvr0.catalog.jdbc;

    provides dev.cvr0.catalog.publication.SourceProvider with
            dev.cvr0.catalog.jdbc.JdbcSourceProvider;
}
