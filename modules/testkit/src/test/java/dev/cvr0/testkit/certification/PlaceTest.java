// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private static final DeploymentMark HERE = DeploymentMark.ofThisProcess();
    private static final DeploymentMark ELSEWHERE = new DeploymentMark("1 of long ago");

    @Test
    void shouldBeStandaloneWithoutADeployment() {
        assertThat(Place.STANDALONE.contradictions()).isEmpty();
        assertThat(Place.EMBEDDED.contradictions()).singleElement().asString().contains(DeploymentMark.PATH);
        assertThat(Place.SERVER.contradictions()).hasSize(2);
    }

    @Test
    void shouldBeEmbeddedInTheProcessThatCreatedTheDeployment() {
        assertThat(placesOf(HERE, true)).containsExactly(Place.EMBEDDED);
    }

    @Test
    void shouldBeAServerInAnotherProcessWithABeanManager() {
        assertThat(placesOf(ELSEWHERE, true)).containsExactly(Place.SERVER);
        assertThat(placesOf(ELSEWHERE, false)).isEmpty();
    }

    @Test
    void shouldNameBothProcesses() {
        assertThat(Place.EMBEDDED.contradictions(Optional.of(ELSEWHERE), HERE, true))
                .singleElement()
                .asString()
                .contains("1 of long ago", HERE.process());
    }

    @Test
    void shouldReadTheMarkOfTheDeployment() {
        assertThat(markIn("12 of today\n")).contains(new DeploymentMark("12 of today"));
        assertThatIllegalArgumentException().isThrownBy(() -> markIn(" \n"));
    }

    @Test
    void shouldIdentifyThisProcess() {
        assertThat(HERE.process()).startsWith(ProcessHandle.current().pid() + " of ");
    }

    private static List<Place> placesOf(DeploymentMark mark, boolean hasBeanManager) {
        return List.of(Place.values()).stream()
                .filter(place -> place.contradictions(Optional.of(mark), HERE, hasBeanManager)
                        .isEmpty())
                .toList();
    }

    private static Optional<DeploymentMark> markIn(String content) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(before) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return name.equals(DeploymentMark.PATH)
                        ? new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))
                        : super.getResourceAsStream(name);
            }
        });
        try {
            return DeploymentMark.find();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
