// SPDX-License-Identifier: Apache-2.0
/** The version policy from YAML files. */
module dev.cvr0.catalog {
    requires transitive dev.cvr0.api;
    requires transitive dev.cvr0.settings;
    // CatalogLoader works without CDI; CatalogPolicy and CatalogBeans need it
    requires static transitive jakarta.cdi;
    requires static jakarta.annotation;
    requires static jakarta.inject;
    requires static jakarta.interceptor;
    requires java.net.http;
    requires org.snakeyaml.engine;
    // Weld generates the client proxy of CatalogPolicy in this module; both are automatic modules
    requires static weld.api;
    requires static weld.core.impl;
    requires static org.jspecify;

    uses dev.cvr0.catalog.publication.SourceProvider;

    provides dev.cvr0.catalog.publication.SourceProvider with
            dev.cvr0.catalog.http.WebProvider;

    exports dev.cvr0.catalog;
    exports dev.cvr0.catalog.diff;
    exports dev.cvr0.catalog.error;
    exports dev.cvr0.catalog.listing;
    exports dev.cvr0.catalog.signing;
    exports dev.cvr0.catalog.publication;
    exports dev.cvr0.catalog.table;
    exports dev.cvr0.catalog.clients to
            dev.cvr0.admin,
            dev.cvr0.catalog.jdbc;
    exports dev.cvr0.catalog.files to
            dev.cvr0.admin,
            dev.cvr0.catalog.jdbc,
            dev.cvr0.server;

    // for the CDI container, whose module differs
    opens dev.cvr0.catalog;
}
