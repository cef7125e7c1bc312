// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.Lcid;
import java.util.Locale;
import java.util.function.Function;

/** An attribute of a client whose value can be looked up in a hash table. */
public enum ClientAttribute {
    /** The type of the system, a text. */
    SYSTEM_TYPE(client -> client.program().systemType()),
    /** The architecture, a text. */
    ARCHITECTURE(client -> client.program().architecture()),
    /** The library, a text. */
    LIBRARY(client -> client.program().library()),
    /** The version of the library. */
    CLIENT_VERSION(client -> client.program().version()),
    /** The codebase, a text that may be empty. */
    CODEBASE(client -> client.program().codebase()),
    /** The locale identifier. */
    LOCALE(client -> client.program().locale()),
    /** The user handle in lower case. */
    USER_HANDLE(client -> normalizeHandle(client.userHandle())),
    /** The domain of the user handle in lower case. */
    USER_DOMAIN(client -> domainOf(normalizeHandle(client.userHandle()))),
    /** The first 16 bits of the address; the following constants have more bits. */
    ADDRESS_16(16),
    ADDRESS_24(24),
    ADDRESS_32(32),
    ADDRESS_48(48),
    ADDRESS_64(64),
    ADDRESS_128(128);

    private final Function<ClientProfile, Object> value;
    private final int addressBits;

    ClientAttribute(Function<ClientProfile, Object> value) {
        this.value = value;
        this.addressBits = 0;
    }

    ClientAttribute(int addressBits) {
        this.value = client -> AddressBlock.prefix(client.remoteAddress(), addressBits);
        this.addressBits = addressBits;
    }

    /** Returns the client's value. */
    public Object of(ClientProfile client) {
        return value.apply(client);
    }

    /** Returns a handle as it is compared: without regard to case. */
    public static String normalizeHandle(String handle) {
        return handle.toLowerCase(Locale.ROOT);
    }

    /** Returns the text behind the last at sign; empty if the handle has no at sign. */
    static String domainOf(String handle) {
        int at = handle.lastIndexOf('@');
        return at < 0 ? "" : handle.substring(at + 1);
    }

    /** Returns the number of address bits in this attribute; 0 if it is not an address. */
    int addressBits() {
        return addressBits;
    }

    /**
     * Returns a client with another value of this attribute.
     *
     * @throws IllegalStateException if this is part of the user handle or the address
     */
    ClientProfile with(ClientProfile client, Object changed) {
        ClientProgram program = client.program();
        return client.withProgram(
                switch (this) {
                    case SYSTEM_TYPE -> program.withSystem((String) changed, program.systemVersion());
                    case ARCHITECTURE -> program.withArchitecture((String) changed);
                    case LIBRARY -> program.withLibrary((String) changed);
                    case CODEBASE -> program.withCodebase((String) changed);
                    case LOCALE -> program.withLocale((Lcid) changed);
                    default -> throw new IllegalStateException(this + " has no single value");
                });
    }
}
