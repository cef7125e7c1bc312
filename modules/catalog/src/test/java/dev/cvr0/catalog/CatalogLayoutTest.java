// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.error.CatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogLayoutTest {

    @TempDir
    private Path folder;

    @Test
    void layoutShouldBeTheSameForWhatMeansTheSame() throws IOException {
        assertThat(layout("""
                # a remark   \s
                format:    1
                releases:
                    LIB:   [ 1.0,2.0 ]   # both


                rules:
                -   name:  'a'
                    when:   {library: LIB,  locale: [es , en]}
                    minimum: &least 1.0
                    second: *least
                # the end
                """).text()).isEqualTo("""
                # a remark
                format: 1
                releases:
                  LIB: [1.0, 2.0] # both


                rules:
                  - name: 'a'
                    when: {library: LIB, locale: [es, en]}
                    minimum: &least 1.0
                    second: *least
                # the end
                """);
    }

    @ParameterizedTest
    @MethodSource("dev.cvr0.catalog.SchemaTest#documented")
    void tidyFileShouldStayAsItIsAndMeanTheSame(String catalogue) throws IOException {
        String tidy = layout(catalogue).text();
        assertThat(layout(tidy).isTidy()).isTrue();
        assertThat(Samples.read(tidy).ruleCount())
                .isEqualTo(Samples.read(catalogue).ruleCount());
    }

    @Test
    void bundledCatalogueShouldKeepItsRemarks() throws IOException {
        String tidy = layout(Samples.bundled()).text();
        assertThat(tidy)
                .contains("- 7.0.0813 # recommended on the protocol pages; client sources")
                .contains("\n# No rule sends a client to a version from which another rule would force it away.\n");
        assertThat(tidy.lines().filter(line -> line.contains("#")).count())
                .isEqualTo(Samples.bundled()
                        .lines()
                        .filter(line -> line.contains("#"))
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [1, # one\n  2]\n", "a: {b: 1,\n  # two\n  c: 2}\n"})
    void fileShouldBeLeftAloneIfARemarkWouldBeLost(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("part.yaml"), text);
        try {
            CatalogLayout layout = CatalogLayout.of(file);
            assertThat(layout.text().lines().filter(line -> line.contains("#")).count())
                    .isEqualTo(1);
        } catch (CatalogException e) {
            assertThat(e).hasMessageContaining("cannot be laid out without a loss");
        }
        assertThat(file).hasContent(text);
    }

    @Test
    void fileThatIsNoYamlShouldBeRefused() {
        assertThatThrownBy(() -> layout("a: [1"))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("part.yaml:1:6: this is no YAML");
        assertThatThrownBy(() -> CatalogLayout.of(folder.resolve("none.yaml")))
                .hasMessageContaining("the file cannot be read: there is none");
    }

    @Test
    void fileShouldBeWrittenOnlyIfItIsNotTidy() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "a:   1\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);
        CatalogLayout.of(link).write();
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("a: 1\n");
        var written = Files.getLastModifiedTime(file);
        Object key = Files.readAttributes(file, "unix:ino");
        CatalogLayout.of(file).write();
        assertThat(Files.readAttributes(file, "unix:ino")).isEqualTo(key);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
        assertThat(List.of(folder.toFile().list())).containsExactlyInAnyOrder("mine.yaml", "link.yaml");
    }

    private CatalogLayout layout(String text) throws IOException {
        return CatalogLayout.of(Files.writeString(folder.resolve("part.yaml"), text));
    }
}
