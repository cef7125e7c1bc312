// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.settings;

import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingsTable;
import java.util.List;

/**
 * Generates the documentation of settings from their declarations.
 *
 * @param table the declarations
 */
record SettingsDocumentation(SettingsTable table) {

    private static final int WIDTH = 120;

    /** Returns {@code conf/cvr0.properties}: every setting with its default, commented out. */
    String propertiesFile() {
        StringBuilder text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\n");
        comment(
                text,
                "The settings of the server with their defaults. Remove the # before a key to change its value. The first"
                        + " source that contains a key wins: command line, system properties, environment"
                        + " (CVR0_VER_ANSWER for cvr0.ver.answer), this file. Unknown keys and unknown environment variables"
                        + " that begin with CVR0_ are errors.");
        for (Band band : Band.values()) {
            text.append("\n\n");
            comment(text, "=== " + title(band) + ": " + explanation(band) + " ===");
            for (Setting<?> setting : of(band)) {
                text.append('\n');
                comment(text, setting.description() + " Value: " + setting.expected() + ".");
                text.append(("#" + setting.key() + " = " + setting.defaultText()).strip())
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Returns {@code src/docs/settings.md}. */
    String page() {
        StringBuilder text = new StringBuilder("""
                # Settings
                A setting has a key and, in the environment, a name: `CVR0_VER_ANSWER` for `cvr0.ver.answer`. All invalid settings
                are reported together.

                The server takes a setting from the first source that contains its key: the command line (`--set KEY=VALUE`, or an
                option such as `--listen`), system properties, environment variables, `conf/cvr0.properties`. Unknown keys and unknown
                environment variables that begin with `CVR0_` prevent its start.

                The plugin and the WAR take settings from MicroProfile Config if the Jakarta EE server provides it, otherwise from
                system properties and environment variables; an application can provide a `SettingSource` bean instead. Unknown keys
                are logged as a warning. A plugin in another emulator has the settings `cvr0.ver.*`, `cvr0.cvq.*` and `cvr0.policy.*`,
                with cvr0-catalog also `cvr0.catalog.*`.
                """);
        for (Band band : Band.values()) {
            text.append("\n## ").append(title(band)).append('\n');
            text.append(capitalize(explanation(band))).append(".\n\n");
            text.append("| key | default | value | effect |\n|---|---|---|---|\n");
            of(band).forEach(setting -> text.append("| `" + setting.key() + "` | " + code(setting.defaultText()) + " | "
                    + cell(setting.expected()) + " | " + cell(setting.description()) + " |\n"));
        }
        return text.toString();
    }

    private List<Setting<?>> of(Band band) {
        return table.settings().stream()
                .filter(setting -> setting.band() == band)
                .toList();
    }

    private static String title(Band band) {
        return switch (band) {
            case ESSENTIAL -> "Essential";
            case FREQUENT -> "Frequent";
            case RARE -> "Rare";
        };
    }

    private static String explanation(Band band) {
        return switch (band) {
            case ESSENTIAL -> "to be decided for each installation";
            case FREQUENT -> "often changed";
            case RARE -> "rarely changed";
        };
    }

    private static void comment(StringBuilder text, String sentence) {
        StringBuilder line = new StringBuilder("#");
        for (String word : sentence.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line.setLength(1);
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String capitalize(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
