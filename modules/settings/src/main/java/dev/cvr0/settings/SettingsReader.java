// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import dev.cvr0.api.text.LogSafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads settings from a {@link SettingSource}. An invalid value is recorded as a problem and replaced by the default, so
 * that {@link #throwIfInvalid} reports all problems together. Not thread-safe.
 *
 * @see SettingSource
 * @since 0.1
 */
public final class SettingsReader {

    private final SettingSource source;
    private final List<String> problems = new ArrayList<>();

    /**
     * Creates a reader.
     *
     * @param source the source of the texts
     */
    public SettingsReader(SettingSource source) {
        this.source = source;
    }

    /**
     * Reads a setting.
     *
     * @param <T> the type of the value
     * @param setting the declaration
     * @return the value; the default if the key is not set or its value is invalid
     */
    public <T> T read(Setting<T> setting) {
        Optional<String> text = source.value(setting.key());
        if (text.isEmpty()) {
            return setting.defaultValue();
        }
        Optional<T> value = setting.tryParse(text.get());
        if (value.isEmpty()) {
            reject(setting, setting.invalidPart(text.get()), setting.expected());
        }
        return value.orElse(setting.defaultValue());
    }

    /**
     * Records an invalid value that was found by a check outside the declaration, for example against other values.
     *
     * @param setting the declaration
     * @param text the invalid text
     * @param expected the expected form
     */
    public void reject(Setting<?> setting, String text, String expected) {
        problems.add(setting.key() + ": " + LogSafeText.quote(text) + " is invalid; use " + expected);
    }

    /**
     * Records a problem, such as an unknown key.
     *
     * @param problem one line that begins with the key
     */
    public void add(String problem) {
        problems.add(problem);
    }

    /** {@return the problems recorded so far, one line each} */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Throws an exception if problems were recorded.
     *
     * @throws InvalidSettingsException if there are problems, with all of them
     */
    public void throwIfInvalid() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }
}
