// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.container.app.OptionalUpdateDecorator;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

class DecoratedPolicyIT extends ContainerTestBase {

    @Deployment
    static WebArchive emulator() {
        return EmulatorWar.with(OptionalUpdateDecorator.class);
    }

    @Test
    void shouldChangeTheAdviceOfTheCatalog() {
        assertThat(answerTo("CVQ 1 0x0409 win 4.10 i386 MSMSGS 1.0.0863"))
                .startsWith("CVQ 1 5.0.0537 5.0.0537 0.0 http://download.microsoft.com/");
    }

    @Test
    void shouldDecideForEachUserSeparately() {
        String client = "CVQ 1 0x0409 win 4.10 i386 MSMSGS 1.0.0863 MSMSGS ";
        assertThat(answerTo(client + "other@example.com")).startsWith("CVQ 1 5.0.0537 5.0.0537 0.0 ");
        assertThat(answerTo(client + OptionalUpdateDecorator.UNCHANGED_USER)).doesNotContain(" 0.0 ");
        assertThat(answerTo(client + "other@example.com")).startsWith("CVQ 1 5.0.0537 5.0.0537 0.0 ");
    }

    @Test
    void shouldKeepTheVerdictForUnknownClients() {
        assertThat(answerTo("CVQ 1 0x0409 winnt 5.0 i386 YCOMM 0.1.0023")).isEqualTo("420 1");
    }
}
