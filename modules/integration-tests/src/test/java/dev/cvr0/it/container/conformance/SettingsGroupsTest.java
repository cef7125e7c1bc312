// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import dev.cvr0.it.container.app.DeploymentResource;
import dev.cvr0.plugin.registration.Registrar;
import dev.cvr0.testkit.certification.BuiltJar;
import dev.cvr0.transcript.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Tests that each transcript is tested. Needs the JARs, which the phase package creates, but no container. */
class SettingsGroupsTest {

    @Test
    void shouldHaveATestClassForEachGroup() throws Exception {
        assumeThatCode(() -> BuiltJar.of(Registrar.class)).doesNotThrowAnyException();
        Set<Map<String, String>> deployed = new HashSet<>();
        for (Class<?> test : Conformance.class.getPermittedSubclasses()) {
            WebArchive war = (WebArchive) test.getDeclaredMethod("emulator").invoke(null);
            assertThat(deployed.add(settingsIn(war)))
                    .as("the settings of %s are different from those of the other classes", test)
                    .isTrue();
        }

        assertThat(Transcript.conformance().stream().map(Transcript::settings))
                .as("the settings of each transcript; add a subclass of %s for new settings", Conformance.class)
                .isNotEmpty()
                .isSubsetOf(deployed);
    }

    private static Map<String, String> settingsIn(WebArchive war) throws IOException {
        try (InputStream in = war.get("WEB-INF/classes/" + DeploymentResource.SETTINGS)
                .getAsset()
                .openStream()) {
            return DeploymentResource.read(in);
        }
    }
}
