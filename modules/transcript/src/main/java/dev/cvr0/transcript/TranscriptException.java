// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;
import java.util.List;

/**
 * Thrown if a transcript cannot be read or is invalid. The message lists all problems, one per line: {@code file:line:
 * problem, expectation}.
 *
 * @since 0.1
 */
public class TranscriptException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    TranscriptException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }

    TranscriptException(String source, IOException cause) {
        super(source + ": cannot be read (" + cause.getClass().getSimpleName() + "), expected a file in UTF-8", cause);
    }
}
