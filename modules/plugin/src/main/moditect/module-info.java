// SPDX-License-Identifier: Apache-2.0
/** The commands VER, CVQ and CVR as CDI beans. */
module dev.cvr0.plugin {
    requires transitive dev.cvr0.api;
    requires transitive dev.cvr0.settings;
    requires transitive jakarta.cdi;
    requires jakarta.annotation;
    requires jakarta.inject;
    requires jakarta.validation;
    requires static org.jspecify;

    exports dev.cvr0.plugin;
    exports dev.cvr0.plugin.registration;
    exports dev.cvr0.plugin.settings;
    exports dev.cvr0.plugin.validation to
            dev.cvr0.server;

    // for the CDI container and the Bean Validation provider, whose modules differ
    opens dev.cvr0.plugin.constraint;
    opens dev.cvr0.plugin.handler;
    opens dev.cvr0.plugin.policy;
    opens dev.cvr0.plugin.registration;
    opens dev.cvr0.plugin.validation;

    provides jakarta.enterprise.inject.spi.Extension with
            dev.cvr0.plugin.registration.DuplicateJarCheck,
            dev.cvr0.plugin.registration.DiscoveryExtension;
}
