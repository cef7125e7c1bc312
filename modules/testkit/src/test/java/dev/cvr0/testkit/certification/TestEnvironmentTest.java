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

class TestEnvironmentTest {

    private static final DeploymentMarker HERE = DeploymentMarker.ofThisProcess();
    private static final DeploymentMarker ELSEWHERE = new DeploymentMarker("1 of long ago");

    @Test
    void shouldBeStandaloneWithoutADeployment() {
        assertThat(TestEnvironment.STANDALONE.differences()).isEmpty();
        assertThat(TestEnvironment.EMBEDDED.differences())
                .singleElement()
                .asString()
                .contains(DeploymentMarker.PATH);
        assertThat(TestEnvironment.SERVER.differences()).hasSize(2);
    }

    @Test
    void shouldBeEmbeddedInTheProcessThatCreatedTheDeployment() {
        assertThat(environmentsWith(HERE, true)).containsExactly(TestEnvironment.EMBEDDED);
    }

    @Test
    void shouldBeAServerInAnotherProcessWithABeanManager() {
        assertThat(environmentsWith(ELSEWHERE, true)).containsExactly(TestEnvironment.SERVER);
        assertThat(environmentsWith(ELSEWHERE, false)).isEmpty();
    }

    @Test
    void shouldReportBothProcesses() {
        assertThat(TestEnvironment.EMBEDDED.differences(Optional.of(ELSEWHERE), HERE, true))
                .singleElement()
                .asString()
                .contains("1 of long ago", HERE.process());
    }

    @Test
    void shouldReadTheMarkerOfTheDeployment() {
        assertThat(markerIn("12 of today\n")).contains(new DeploymentMarker("12 of today"));
        assertThatIllegalArgumentException().isThrownBy(() -> markerIn(" \n"));
    }

    @Test
    void shouldIdentifyThisProcess() {
        assertThat(HERE.process()).startsWith(ProcessHandle.current().pid() + " of ");
    }

    private static List<TestEnvironment> environmentsWith(DeploymentMarker marker, boolean hasBeanManager) {
        return List.of(TestEnvironment.values()).stream()
                .filter(environment -> environment
                        .differences(Optional.of(marker), HERE, hasBeanManager)
                        .isEmpty())
                .toList();
    }

    private static Optional<DeploymentMarker> markerIn(String content) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(before) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return name.equals(DeploymentMarker.PATH)
                        ? new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))
                        : super.getResourceAsStream(name);
            }
        });
        try {
            return DeploymentMarker.find();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
