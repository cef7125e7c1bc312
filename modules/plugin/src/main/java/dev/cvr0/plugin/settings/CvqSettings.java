// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.settings;

import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import dev.cvr0.settings.SettingsReader;
import dev.cvr0.settings.SettingsTable;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The settings of CVQ and CVR. Immutable.
 *
 * @param requireVer {@code cvr0.cvq.require-ver}: whether CVQ is refused before VER; false by default
 * @param cvrSessions {@code cvr0.cvr.sessions}: the sessions in which CVR is answered; {@code cvr0} by default
 * @param afterUnknownClient {@code cvr0.cvq.after-unknown-client}: the state of the session after 420 to CVQ;
 *     {@code stay-open} by default
 * @param additionalLocales {@code cvr0.cvq.additional-locales}: known locales besides those of Windows; empty by default.
 *     Copied
 * @since 0.1
 */
public record CvqSettings(
        boolean requireVer,
        CvrSessions cvrSessions,
        AfterUnknownClient afterUnknownClient,
        Set<Lcid> additionalLocales) {

    private static final Setting<Boolean> REQUIRE_VER =
            Setting.flag("cvr0.cvq.require-ver", false, Band.RARE, "Refuse CVQ before VER with error 715.");
    private static final Setting<CvrSessions> CVR_SESSIONS = Setting.choice(
            "cvr0.cvr.sessions",
            CvrSessions.CVR0,
            Band.FREQUENT,
            "The sessions in which the plugin answers CVR: only CVR0 sessions (cvr0), every session after VER (all), or none."
                    + " All clients that sign in send CVR. In sessions of the host, requests that would get an error are left to"
                    + " the host.");
    private static final Setting<AfterUnknownClient> AFTER_UNKNOWN_CLIENT = Setting.choice(
            "cvr0.cvq.after-unknown-client",
            AfterUnknownClient.STAY_OPEN,
            Band.RARE,
            "The state of the session after error 420 to CVQ. After CVR the session always ends.");
    private static final Setting<List<Lcid>> ADDITIONAL_LOCALES = Setting.list(
            "cvr0.cvq.additional-locales",
            "locale identifiers such as 0x0409, separated by commas",
            Lcid::tryParse,
            Band.RARE,
            "Locale identifiers that are accepted in addition to those of Windows.");

    static final SettingsTable TABLE =
            SettingsTable.of(REQUIRE_VER, CVR_SESSIONS, AFTER_UNKNOWN_CLIENT, ADDITIONAL_LOCALES);

    /** Copies the locales. */
    public CvqSettings {
        Objects.requireNonNull(cvrSessions, "cvrSessions");
        Objects.requireNonNull(afterUnknownClient, "afterUnknownClient");
        additionalLocales = Set.copyOf(additionalLocales);
    }

    static CvqSettings read(SettingsReader reader) {
        return new CvqSettings(
                reader.read(REQUIRE_VER),
                reader.read(CVR_SESSIONS),
                reader.read(AFTER_UNKNOWN_CLIENT),
                Set.copyOf(reader.read(ADDITIONAL_LOCALES)));
    }
}
