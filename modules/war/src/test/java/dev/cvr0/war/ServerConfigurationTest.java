// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerConfigurationTest {

    private static final String KEY = "cvr0.test.of-configuration";

    @AfterEach
    void clear() {
        System.clearProperty(KEY);
    }

    @Test
    void shouldBeTheSystemPropertiesWithoutMicroProfile() {
        System.setProperty(KEY, "set");

        assertThat(new ServerConfiguration().find(KEY)).contains("set");
    }

    @Test
    void shouldTakeWhatIsBlankForNotSet() {
        System.setProperty(KEY, " ");

        assertThat(new ServerConfiguration().find(KEY)).isEmpty();
    }

    @Test
    void shouldNotKnowWhatNobodySet() {
        assertThat(new ServerConfiguration().find(KEY)).isEmpty();
    }

    @Test
    void shouldLookIntoTheEnvironmentUnderANameThatShellsAllow() {
        assertThat(ServerConfiguration.environmentName("cvr0.policy.unknown-clients"))
                .isEqualTo("CVR0_POLICY_UNKNOWN_CLIENTS");
    }
}
