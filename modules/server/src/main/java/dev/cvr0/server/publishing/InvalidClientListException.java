// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import java.util.List;

/** A file of clients is invalid. The message contains all problems, one per line. */
public final class InvalidClientListException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidClientListException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
