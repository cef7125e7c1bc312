// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * The host could not be started. The message says on which address, why, and what to do; nothing is left running.
 *
 * @since 0.1
 */
public class HostStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what was tried, what went wrong and what to do
     * @param cause the failure
     */
    public HostStartException(String message, Throwable cause) {
        super(message, cause);
    }

    static HostStartException cannotListen(InetSocketAddress address, Throwable cause) {
        String reason = String.valueOf(cause.getMessage());
        return new HostStartException(
                "cannot listen on " + ListenAddress.format(address) + ": " + reason + ". " + advice(reason), cause);
    }

    // The transports throw different types for one fault; the system's words are what they share.
    private static String advice(String reason) {
        String words = reason.toLowerCase(Locale.ROOT);
        if (words.contains("in use")) {
            return "Another program listens there: stop it, or choose another port with cvr0.listen";
        }
        if (words.contains("assign requested address")) {
            return "This machine does not have that address: choose one of its own, or 0.0.0.0 for all, with cvr0.listen";
        }
        if (words.contains("denied")) {
            return "This user may not listen there: choose a port above 1023 with cvr0.listen, or grant the right";
        }
        return "Choose an address of this machine and a free port with cvr0.listen";
    }
}
