// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cvr0.it.limitations.KnownLimitations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {

    @TempDir
    Path reports;

    @TempDir
    Path docs;

    private Path document;

    @BeforeEach
    void nameDocument() {
        document = docs.resolve("compatibility.md");
    }

    @Test
    void shouldEnterTheResults() throws IOException {
        ran("alpha", "Alpha 1", "17.0.15+6", 60, 0, 2);

        write(Map.of());

        assertThat(document)
                .content()
                .contains(
                        "| `alpha` | Alpha 1 | 10 | 4.0 | 58 passed, 2 expected to fail, 17.0.15, 2026-11-21 | not run |")
                .contains("| `beta` |  |  |  | not run | not run |");
    }

    @Test
    void shouldKeepTheResultsOfOtherJdks() throws IOException {
        ran("alpha", "Alpha 1", "17.0.15+6", 60, 0, 0);
        write(Map.of());
        ran("alpha", "Alpha 1", "25.0.1+8", 61, 0, 0);

        write(Map.of());

        assertThat(document).content().contains("| 60 passed, 17.0.15, 2026-11-21 | 61 passed, 25.0.1, 2026-11-21 |");
    }

    @Test
    void shouldDropTheResultsOfAnotherVersion() throws IOException {
        ran("alpha", "Alpha 1", "17.0.15+6", 60, 0, 0);
        write(Map.of());
        ran("alpha", "Alpha 2", "25.0.1+8", 61, 0, 0);

        write(Map.of());

        assertThat(document)
                .content()
                .contains("| `alpha` | Alpha 2 | 10 | 4.0 | not run | 61 passed, 25.0.1, 2026-11-21 |");
    }

    @Test
    void shouldKeepTheRowsOfContainersThatDidNotRun() throws IOException {
        ran("beta", "Beta 1", "17.0.15+6", 60, 3, 0);
        write(Map.of());
        Files.delete(reports.resolve("beta/identity.properties"));
        Files.delete(reports.resolve("beta/TEST-one.xml"));
        Files.delete(reports.resolve("beta"));

        write(Map.of());

        assertThat(document)
                .content()
                .contains("| `beta` | Beta 1 | 10 | 4.0 | **3 of 60 failed**, 17.0.15, 2026-11-21 |");
    }

    @Test
    void shouldListTheReasonOfEachLimitation() throws IOException {
        write(Map.of("beta.jdk.25", "needs an older one", "beta.FirstIT.shouldWork", "has no first"));

        assertThat(document)
                .content()
                .contains("| `beta` |  |  |  | not run | no: needs an older one |")
                .contains("| `beta` | FirstIT.shouldWork | has no first |");
    }

    @Test
    void shouldRejectResultsOnAnUnsupportedJdk() throws IOException {
        ran("alpha", "Alpha 1", "25.0.1+8", 60, 0, 0);

        assertThatIllegalStateException()
                .isThrownBy(() -> write(Map.of("alpha.jdk.25", "too new")))
                .withMessageContainingAll("alpha", "JDK 25", "too new", "remove it from known-limitations.properties");
    }

    @Test
    void shouldRejectReportsWithoutAContainerIdentity() throws IOException {
        ran("alpha", "Alpha 1", "17.0.15+6", 60, 0, 0);
        Files.delete(reports.resolve("alpha/identity.properties"));

        assertThatIllegalStateException()
                .isThrownBy(() -> write(Map.of()))
                .withMessageContainingAll("alpha", "inside the container");
    }

    private void write(Map<String, String> limitations) throws IOException {
        new TableWriter(List.of("alpha", "beta"), new KnownLimitations(limitations)).write(reports, document);
    }

    private void ran(String container, String name, String jdk, int tests, int failed, int skipped) throws IOException {
        Path folder = Files.createDirectories(reports.resolve(container));
        Files.writeString(
                folder.resolve("identity.properties"),
                "name=" + name + "\nee=10\ncdi=4.0\ndate=2026-11-21\njdk=" + jdk + "\n");
        Files.writeString(
                folder.resolve("TEST-one.xml"),
                "<testsuite tests=\"" + tests + "\" failures=\"" + failed + "\" errors=\"0\" skipped=\"" + skipped
                        + "\"/>");
    }
}
