// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * Thrown if the host cannot be started. The message names the address, the reason and the action to take. All resources are
 * released.
 *
 * @since 0.1
 */
public class HostStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the failed action, the reason and the action to take
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

    // Each transport throws a different exception type for the same error; only the message of the system is common.
    private static String advice(String reason) {
        String message = reason.toLowerCase(Locale.ROOT);
        if (message.contains("in use")) {
            return "Another program listens there: stop it, or choose another port with cvr0.listen";
        }
        if (message.contains("assign requested address")) {
            return "This machine does not have that address: set cvr0.listen to one of its addresses, or to 0.0.0.0 for all";
        }
        if (message.contains("denied")) {
            return "This user is not permitted to listen there: choose a port above 1023 with cvr0.listen, or grant the permission";
        }
        return "Choose an address of this machine and a free port with cvr0.listen";
    }
}
