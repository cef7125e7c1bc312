// SPDX-License-Identifier: Apache-2.0
/** Contract tests, certification and fakes for emulators and policies. */
module dev.cvr0.testkit {
    requires transitive dev.cvr0.api;
    requires transitive dev.cvr0.transcript;
    requires transitive org.junit.jupiter.api;
    requires java.naming;
    requires org.assertj.core;
    requires org.opentest4j;
    requires static org.jspecify;

    exports dev.cvr0.testkit;
    exports dev.cvr0.testkit.certification;
}
