// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import java.util.List;

/** A list of clients cannot be used. The message has a line for each reason. */
final class BadClientsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadClientsException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }
}
