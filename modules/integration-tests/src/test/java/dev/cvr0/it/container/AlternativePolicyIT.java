// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Decision;
import dev.cvr0.it.container.app.DecisionLedger;
import dev.cvr0.it.container.app.HousePolicy;
import jakarta.inject.Inject;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

class AlternativePolicyIT extends InsideTheContainer {

    @Inject
    DecisionLedger ledger;

    /** The catalogue that nobody asks cannot be read, and nobody is to mind. */
    @Deployment
    static WebArchive emulator() {
        return EmulatorWar.with(
                Map.of("cvr0.catalog", "no-such-catalogue.yaml"), HousePolicy.class, DecisionLedger.class);
    }

    @Test
    void shouldDecideInPlaceOfTheCatalogue() {
        assertThat(answerTo("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602"))
                .isEqualTo("CVQ 1 4.2 4.2 4.2 http://house.example/get http://house.example/");
    }

    @Test
    void shouldBeToldToObservers() {
        answerTo("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0603");

        assertThat(ledger.decisions())
                .filteredOn(
                        decision -> decision.client().program().version().text().equals("6.0.0603"))
                .singleElement()
                .extracting(Decision::verdict)
                .extracting("reason")
                .isEqualTo("house rule");
    }
}
