// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.settings.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Compares the generated files in the repository with the declarations. With {@code -DupdateDocumentation}, it writes them. */
class SettingsDocumentationTest {

    private static final SettingsDocumentation DOCUMENTATION = new SettingsDocumentation(ServerSettings.TABLE);
    private static final String COMMAND = "./mvnw test -pl modules/server -am -Dtest=SettingsDocumentationTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -DupdateDocumentation";

    @Test
    void shouldMatchThePropertiesFile() throws IOException {
        compare(Path.of("src/main/dist/conf/cvr0.properties"), DOCUMENTATION.propertiesFile());
    }

    @Test
    void shouldMatchTheSettingsPage() throws IOException {
        compare(Path.of("../../src/docs/settings.md"), DOCUMENTATION.page());
    }

    @Test
    void shouldContainTheDefaultsInThePropertiesFile() throws IOException {
        Properties uncommented = new Properties();
        uncommented.load(new StringReader(DOCUMENTATION.propertiesFile().replaceAll("(?m)^#(cvr0\\.\\S+ =.*)$", "$1")));

        assertThat(uncommented).hasSameSizeAs(ServerSettings.TABLE.settings()).hasSizeGreaterThan(20);
        ServerSettings.TABLE
                .settings()
                .forEach(setting -> assertThat(parse(setting, uncommented.getProperty(setting.key())))
                        .as(setting.key())
                        .isEqualTo(setting.defaultValue()));
    }

    private static Object parse(Setting<?> setting, String text) {
        return text.isEmpty()
                ? setting.defaultValue()
                : setting.tryParse(text).map(Object.class::cast).orElseThrow();
    }

    private static void compare(Path file, String expected) throws IOException {
        if (System.getProperty("updateDocumentation") != null) {
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("%s is not up to date; run %s", file, COMMAND)
                .exists()
                .content()
                .isEqualTo(expected);
    }
}
