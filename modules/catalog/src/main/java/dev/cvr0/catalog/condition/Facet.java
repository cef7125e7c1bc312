// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import java.util.function.Function;

/** What of a client has one value that can be looked up. */
public enum Facet {
    SYSTEM_TYPE(ClientProfile::systemType),
    ARCHITECTURE(ClientProfile::architecture),
    LIBRARY(ClientProfile::library),
    CLIENT_VERSION(ClientProfile::clientVersion),
    CODEBASE(ClientProfile::codebase),
    LOCALE(ClientProfile::locale),
    /** In lower case. */
    USER_HANDLE(client -> FromUser.canonical(client.userHandle())),
    /** Of the handle, in lower case. */
    USER_DOMAIN(client -> FromUser.domain(FromUser.canonical(client.userHandle()))),
    ADDRESS_16(client -> AddressBlock.prefix(client.remoteAddress(), 16)),
    ADDRESS_24(client -> AddressBlock.prefix(client.remoteAddress(), 24)),
    ADDRESS_32(client -> AddressBlock.prefix(client.remoteAddress(), 32)),
    ADDRESS_48(client -> AddressBlock.prefix(client.remoteAddress(), 48)),
    ADDRESS_64(client -> AddressBlock.prefix(client.remoteAddress(), 64)),
    ADDRESS_128(client -> AddressBlock.prefix(client.remoteAddress(), 128));

    private final Function<ClientProfile, Object> value;

    Facet(Function<ClientProfile, Object> value) {
        this.value = value;
    }

    /** The client's value, never null. */
    public Object of(ClientProfile client) {
        return value.apply(client);
    }

    /** How many bits of an address the facet is; 0 if it is something else. */
    int addressBits() {
        return name().startsWith("ADDRESS_") ? Integer.parseInt(name().substring("ADDRESS_".length())) : 0;
    }
}
