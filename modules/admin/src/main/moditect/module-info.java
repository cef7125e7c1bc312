// SPDX-License-Identifier: Apache-2.0
/** The operations of the HTTP API, independent of the transport. */
module dev.cvr0.admin {
    requires transitive dev.cvr0.api;
    requires transitive dev.cvr0.catalog;
    requires dev.cvr0.settings;
    requires transitive jakarta.json;
    requires static org.jspecify;

    exports dev.cvr0.admin;
    exports dev.cvr0.admin.access;
    exports dev.cvr0.admin.management;
    exports dev.cvr0.admin.operation;
}
