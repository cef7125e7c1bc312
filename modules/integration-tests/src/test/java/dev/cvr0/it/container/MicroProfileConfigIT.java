// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

class MicroProfileConfigIT extends ContainerTestBase {

    @Deployment
    static WebArchive emulator() {
        String settings = "cvr0.dialects=MSNP9,MSNP8\ncvr0.ver.answer=list\ncvr0.policy.unknown-clients=echo\n";
        return EmulatorWar.with().addAsResource(new StringAsset(settings), "META-INF/microprofile-config.properties");
    }

    @Test
    void shouldConfigureThePlugin() {
        assertThat(answerTo("CVQ 1 0x0409 winnt 5.0 i386 YCOMM 0.1.0023"))
                .startsWith("CVQ 1 0.1.0023 0.1.0023 0.1.0023 http");
    }

    @Test
    void shouldConfigureTheHost() {
        assertThat(answerTo("VER 1 MSNP8 MSNP9 CVR0")).isEqualTo("VER 1 MSNP9 MSNP8 CVR0");
    }
}
