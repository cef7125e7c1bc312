// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.conformance;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

@Tag("slow")
final class CvrAllIT extends Conformance {

    @Deployment
    static WebArchive emulator() {
        return emulatorFor("cvr-all.msnp");
    }
}
