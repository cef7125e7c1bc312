// SPDX-License-Identifier: Apache-2.0
/** Declaration, sources and reading of settings. */
module dev.cvr0.settings {
    requires dev.cvr0.api;
    // an automatic module, named after its JAR
    requires static microprofile.config.api;
    requires static org.jspecify;

    exports dev.cvr0.settings;
}
