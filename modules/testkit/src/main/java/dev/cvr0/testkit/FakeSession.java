// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.text.LogSafeText;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A session created in one line: {@code FakeSession.from("192.0.2.7").agreedOn("MSNP8")}.
 *
 * @since 0.1
 */
public final class FakeSession extends PlainSession {

    private FakeSession(InetAddress remoteAddress) {
        super(remoteAddress);
    }

    /** {@return a new session with a client on this machine} */
    public static FakeSession fresh() {
        return new FakeSession(InetAddress.getLoopbackAddress());
    }

    /**
     * {@return a new session with a client at an address}
     *
     * @param address a numeric address; names are not resolved
     * @throws IllegalArgumentException if the address is not numeric
     */
    public static FakeSession from(String address) {
        return new FakeSession(numeric(address));
    }

    /**
     * Agrees on a dialect, as VER does.
     *
     * @param dialect its name
     * @return this session
     * @throws IllegalArgumentException if the name is not a valid dialect
     * @throws IllegalStateException if the session already has a dialect
     */
    public FakeSession agreedOn(String dialect) {
        agree(new Dialect(dialect));
        return this;
    }

    static InetAddress numeric(String address) {
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException(LogSafeText.quote(address) + " is not a numeric address");
        }
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(LogSafeText.quote(address) + " is not a numeric address", e);
        }
    }
}
