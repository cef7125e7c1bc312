// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Decision;
import dev.cvr0.it.container.app.DecisionRecorder;
import dev.cvr0.it.container.app.FixedPolicy;
import jakarta.inject.Inject;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

class AlternativePolicyIT extends ContainerTestBase {

    @Inject
    DecisionRecorder recorder;

    /** The catalog is not used, so that an unreadable file has no effect. */
    @Deployment
    static WebArchive emulator() {
        return EmulatorWar.with(
                Map.of("cvr0.catalog", "no-such-catalog.yaml"), FixedPolicy.class, DecisionRecorder.class);
    }

    @Test
    void shouldReplaceTheCatalog() {
        assertThat(answerTo("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602"))
                .isEqualTo("CVQ 1 4.2 4.2 4.2 http://house.example/get http://house.example/");
    }

    @Test
    void shouldNotifyObserversOfDecisions() {
        answerTo("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0603");

        assertThat(recorder.decisions())
                .filteredOn(
                        decision -> decision.client().program().version().text().equals("6.0.0603"))
                .singleElement()
                .extracting(Decision::verdict)
                .extracting("reason")
                .isEqualTo("house rule");
    }
}
