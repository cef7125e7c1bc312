// SPDX-License-Identifier: Apache-2.0
/** Protocol values and the contracts of hosts and policies. */
module dev.cvr0.api {
    requires java.naming;
    requires static org.jspecify;

    exports dev.cvr0.api.host;
    exports dev.cvr0.api.policy;
    exports dev.cvr0.api.protocol;
    exports dev.cvr0.api.text to
            dev.cvr0.catalog,
            dev.cvr0.front,
            dev.cvr0.host,
            dev.cvr0.plugin,
            dev.cvr0.server,
            dev.cvr0.settings,
            dev.cvr0.testkit;
}
