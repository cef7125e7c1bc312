// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.settings.InvalidSettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayeredSettingsTest {

    private static final String KEY = "cvr0.ver.answer";

    @TempDir
    private Path folder;

    @AfterEach
    void clear() {
        System.clearProperty(KEY);
    }

    @Test
    void shouldUseTheFirstSourceThatContainsTheKey() throws IOException {
        Optional<Path> file = file(KEY + " = from the file\n");
        assertThat(LayeredSettings.load(Map.of(), file).value(KEY)).contains("from the file");

        System.setProperty(KEY, "from a property");
        assertThat(LayeredSettings.load(Map.of(), file).value(KEY)).contains("from a property");

        assertThat(LayeredSettings.load(Map.of(KEY, "from the command line"), file)
                        .value(KEY))
                .contains("from the command line");
    }

    @Test
    void shouldHideLaterSourcesByABlankValue() throws IOException {
        assertThat(LayeredSettings.load(Map.of(KEY, ""), file(KEY + " = set\n")).value(KEY))
                .isEmpty();
    }

    @Test
    void shouldListTheKeysOfAllSources() throws IOException {
        System.setProperty(KEY, "list");

        assertThat(LayeredSettings.load(Map.of("cvr0.a", ""), file("cvr0.b = 1\n"))
                        .keys())
                .contains(KEY, "cvr0.a", "cvr0.b")
                .containsAll(System.getenv().keySet());
    }

    @Test
    void shouldReadTheFileAsUtf8() throws IOException {
        assertThat(LayeredSettings.load(Map.of(), file("cvr0.catalog = /srv/é.yaml\n"))
                        .value("cvr0.catalog"))
                .contains("/srv/é.yaml");
        Path latin1 = Files.write(folder.resolve("latin1"), "cvr0.catalog = é".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> LayeredSettings.load(Map.of(), Optional.of(latin1)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(latin1 + ": cannot be read as a properties file in UTF-8: ");
    }

    private Optional<Path> file(String text) throws IOException {
        return Optional.of(Files.writeString(folder.resolve("cvr0.properties"), text));
    }
}
