// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cvr0.it.container.BuiltJar;
import dev.cvr0.it.container.app.DeploymentResource;
import dev.cvr0.plugin.registration.Registrar;
import dev.cvr0.transcript.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Sees to it that no transcript is left out. Needs no container, but the jars, which come with the phase package. */
class SettingsGroupsTest {

    @Test
    void shouldEachBeDeployedByOneClass() throws Exception {
        assumeThat(BuiltJar.isThereFor(Registrar.class)).isTrue();
        Set<Map<String, String>> deployed = new HashSet<>();
        for (Class<?> test : Conformance.class.getPermittedSubclasses()) {
            WebArchive war = (WebArchive) test.getDeclaredMethod("emulator").invoke(null);
            assertThat(deployed.add(settingsIn(war)))
                    .as("%s has settings of its own", test)
                    .isTrue();
        }

        assertThat(Transcript.conformance().stream().map(Transcript::settings))
                .as("settings of transcripts: each group needs a subclass of %s", Conformance.class)
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
