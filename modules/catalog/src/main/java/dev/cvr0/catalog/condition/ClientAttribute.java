// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.settings.AddressBlock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** An attribute of a client whose value can be looked up in a hash table. Handles and domains are in lower case. */
public enum ClientAttribute {
    SYSTEM_TYPE(client -> client.program().systemType()),
    ARCHITECTURE(client -> client.program().architecture()),
    LIBRARY(client -> client.program().library()),
    CLIENT_VERSION(client -> client.program().version()),
    CODEBASE(client -> client.program().codebase()),
    LOCALE(client -> client.program().locale()),
    USER_HANDLE(client -> normalizeHandle(client.userHandle())),
    USER_DOMAIN(client -> domainOf(normalizeHandle(client.userHandle()))),
    /** The first 16 bits of the address. The following constants are longer prefixes. */
    ADDRESS_16(16),
    ADDRESS_24(24),
    ADDRESS_32(32),
    ADDRESS_48(48),
    ADDRESS_64(64),
    ADDRESS_128(128);

    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
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

    public Object of(ClientProfile client) {
        return value.apply(client);
    }

    /** Returns a handle in lower case, because handles are not case-sensitive. */
    public static String normalizeHandle(String handle) {
        return handle.toLowerCase(Locale.ROOT);
    }

    /** Returns the text after the last at sign; empty if the handle has no at sign. */
    static String domainOf(String handle) {
        int at = handle.lastIndexOf('@');
        return at < 0 ? "" : handle.substring(at + 1);
    }

    /** Returns the length of the address prefix; 0 if this attribute is not an address. */
    int addressBits() {
        return addressBits;
    }

    /** Returns a client with another value of this attribute; empty if the conditions on it create their own examples. */
    Optional<ClientProfile> with(ClientProfile client, Object changed) {
        ClientProgram program = client.program();
        Optional<ClientProgram> other = switch (this) {
            case SYSTEM_TYPE -> Optional.of(program.withSystem((String) changed, program.systemVersion()));
            case ARCHITECTURE -> Optional.of(program.withArchitecture((String) changed));
            case LIBRARY -> Optional.of(program.withLibrary((String) changed));
            case CODEBASE -> Optional.of(program.withCodebase((String) changed));
            case LOCALE -> Optional.of(program.withLocale((Lcid) changed));
            default -> Optional.empty();
        };
        return other.map(client::withProgram);
    }
}
