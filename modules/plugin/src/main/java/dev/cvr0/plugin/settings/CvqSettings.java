// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.Reply.Then;
import dev.cvr0.api.settings.SettingsReader;
import java.util.Objects;
import java.util.Set;

/**
 * What can be set about CVQ.
 *
 * @param requireVer {@code cvr0.cvq.require-ver}: whether CVQ is refused before VER; default false
 * @param answerCvr {@code cvr0.cvq.answer-cvr}: whether CVR is answered like CVQ inside a CVR0 session; default true
 * @param afterUnknownClient {@code cvr0.cvq.after-unknown-client}: whether the session stays open after 420; default
 *     {@code stay-open}
 * @param additionalLocales {@code cvr0.cvq.additional-locales}: locale identifiers known besides those of Windows;
 *     default none. Copied
 * @since 0.1
 */
public record CvqSettings(boolean requireVer, boolean answerCvr, Then afterUnknownClient, Set<Lcid> additionalLocales) {

    /** Every default. */
    public static final CvqSettings DEFAULTS = new CvqSettings(false, true, Then.STAY_OPEN, Set.of());

    /** Copies the locales. */
    public CvqSettings {
        Objects.requireNonNull(afterUnknownClient, "afterUnknownClient");
        additionalLocales = Set.copyOf(additionalLocales);
    }

    static CvqSettings read(SettingsReader reader) {
        return new CvqSettings(
                reader.flag("cvr0.cvq.require-ver", DEFAULTS.requireVer),
                reader.flag("cvr0.cvq.answer-cvr", DEFAULTS.answerCvr),
                reader.choice("cvr0.cvq.after-unknown-client", DEFAULTS.afterUnknownClient),
                Set.copyOf(reader.list(
                        "cvr0.cvq.additional-locales",
                        "locale identifiers such as 0x0409, separated by commas",
                        Lcid::find)));
    }
}
