// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import java.util.function.Function;

/** What of a client a condition can look at. */
enum ProfileField {
    SYSTEM_TYPE("system-type", ClientProfile::systemType),
    SYSTEM_VERSION("system-version", ClientProfile::systemVersion),
    ARCHITECTURE("architecture", ClientProfile::architecture),
    LIBRARY("library", ClientProfile::library),
    CLIENT_VERSION("client-version", client -> client.clientVersion().text()),
    CODEBASE("codebase", ClientProfile::codebase),
    LOCALE("locale", client -> client.locale().toString());

    private final String key;
    private final Function<ClientProfile, String> text;

    ProfileField(String key, Function<ClientProfile, String> text) {
        this.key = key;
        this.text = text;
    }

    /** What the field is called in a file. */
    String key() {
        return key;
    }

    /** What the client has there: its own text, or for the locale its lower-case form. */
    String of(ClientProfile client) {
        return text.apply(client);
    }
}
