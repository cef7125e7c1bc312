// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.statistics;

import java.util.List;

/** A list of clients cannot be used. The message lists all problems, one per line. */
public final class InvalidClientListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidClientListException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
