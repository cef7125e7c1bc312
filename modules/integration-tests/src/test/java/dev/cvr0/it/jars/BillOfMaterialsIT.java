// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests that the BOM and these tests cover all published JARs. */
class BillOfMaterialsIT {

    private final Pom root = Pom.in(Path.of(System.getProperty("cvr0.root")));
    private final List<Pom> modules = root.modules();

    @Test
    void shouldListExactlyThePublishedJars() {
        assertThat(Pom.in(Path.of(System.getProperty("cvr0.root"), "modules/bom"))
                        .managed())
                .containsExactlyInAnyOrderElementsOf(published());
    }

    @Test
    void shouldListTheJarsThatAreTestedHere() {
        assertThat(PublishedJar.all())
                .extracting(PublishedJar::artifact)
                .as("dependencies of modules/integration-tests")
                .containsExactlyInAnyOrderElementsOf(published());
    }

    private Set<String> published() {
        Set<String> jars =
                modules.stream().filter(Pom::isPublishedJar).map(Pom::artifact).collect(Collectors.toSet());
        assertThat(jars).contains("cvr0-api", "cvr0-plugin");
        return jars;
    }
}
