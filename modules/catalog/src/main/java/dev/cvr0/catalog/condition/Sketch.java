// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A client that does not exist, of which one thing after another can be changed.
 *
 * @param said what it says of itself, by what a file calls that
 */
public record Sketch(Map<String, Object> said) {

    private static final Map<String, Object> ANYBODY = Map.of(
            "locale",
            new Lcid(0x0409),
            "system-type",
            "winnt",
            "system-version",
            ClientVersion.of("5.1"),
            "architecture",
            "i386",
            "codebase",
            "",
            "user-handle",
            "somebody@example.com",
            "offered-dialect",
            List.of(),
            "remote-address",
            InetAddress.getLoopbackAddress());

    public Sketch {
        said = Map.copyOf(said);
    }

    /** A client of a library, of which nothing else is known that is of any interest. */
    public static Sketch of(String library, ClientVersion version) {
        return new Sketch(ANYBODY).with("library", library).with("client-version", version);
    }

    /** The same client, but saying something else in one place. */
    Sketch with(String key, Object value) {
        Map<String, Object> changed = new HashMap<>(said);
        changed.put(key, value);
        return new Sketch(changed);
    }

    /** The client as a catalogue is asked about it. */
    public ClientProfile client() {
        return new ClientProfile(
                said("locale", Lcid.class),
                said("system-type", String.class),
                said("system-version", ClientVersion.class).text(),
                said("architecture", String.class),
                said("library", String.class),
                said("client-version", ClientVersion.class),
                said("codebase", String.class),
                said("user-handle", String.class),
                ((List<?>) said("offered-dialect", List.class))
                        .stream().map(Dialect.class::cast).toList(),
                said("remote-address", InetAddress.class));
    }

    private <T> T said(String key, Class<T> type) {
        return type.cast(said.get(key));
    }
}
