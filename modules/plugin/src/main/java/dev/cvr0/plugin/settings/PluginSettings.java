// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

import dev.cvr0.api.settings.SettingsReader;
import java.util.Objects;

/**
 * What can be set about the plugin: one immutable value, injected where it is needed.
 *
 * <p>It is read from MicroProfile Config where that exists, otherwise every default holds. An application that produces
 * this type itself, as an {@code @Alternative} with a {@code @Priority}, is asked instead.
 *
 * @param verAnswer {@code cvr0.ver.answer}: how many dialects VER answers with; default {@code single}
 * @param cvq what is set about CVQ
 * @param policy what is set about the policy
 * @since 0.1
 */
public record PluginSettings(VerAnswer verAnswer, CvqSettings cvq, PolicySettings policy) {

    /** Every default. */
    public static final PluginSettings DEFAULTS =
            new PluginSettings(VerAnswer.SINGLE, CvqSettings.DEFAULTS, PolicySettings.DEFAULTS);

    /** Checks that nothing is missing. */
    public PluginSettings {
        Objects.requireNonNull(verAnswer, "verAnswer");
        Objects.requireNonNull(cvq, "cvq");
        Objects.requireNonNull(policy, "policy");
    }

    /**
     * Reads every key; what cannot be used is noted in the reader.
     *
     * @param reader the reader
     * @return the settings, with defaults in place of what cannot be used
     */
    public static PluginSettings read(SettingsReader reader) {
        return new PluginSettings(
                reader.choice("cvr0.ver.answer", DEFAULTS.verAnswer),
                CvqSettings.read(reader),
                PolicySettings.read(reader));
    }
}
