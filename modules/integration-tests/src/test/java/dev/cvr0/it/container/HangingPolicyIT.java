// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.container.app.HangingPolicy;
import dev.cvr0.it.container.app.OptionalUpdateDecorator;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

class HangingPolicyIT extends ContainerTestBase {

    @Deployment
    static WebArchive emulator() {
        return EmulatorWar.with(
                Map.of(
                        "cvr0.policy.timeout", "200ms",
                        "cvr0.policy.fallback.recommended", "9.9.9",
                        "cvr0.policy.fallback.minimum", "1.0",
                        "cvr0.policy.fallback.download-url", "http://fallback.example/download",
                        "cvr0.policy.fallback.fallback-url", "http://fallback.example/"),
                HangingPolicy.class,
                OptionalUpdateDecorator.class);
    }

    @Test
    void shouldTimeOutAndSendTheFallbackAdvice() {
        assertThat(answerTo("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602"))
                .isEqualTo("CVQ 1 9.9.9 9.9.9 1.0 http://fallback.example/download http://fallback.example/");
    }
}
