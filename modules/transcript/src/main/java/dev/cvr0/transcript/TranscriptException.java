// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;
import java.util.List;

/**
 * A transcript cannot be read. The message lists everything that is wrong, a line each:
 * {@code file:line: what is wrong, what was expected}.
 *
 * @since 0.1
 */
public class TranscriptException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Joins the problems.
     *
     * @param problems at least one
     */
    public TranscriptException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }

    private TranscriptException(String problem, Throwable cause) {
        super(problem, cause);
    }

    static TranscriptException unreadable(String source, IOException cause) {
        return new TranscriptException(
                source + ": cannot be read (" + cause.getClass().getSimpleName() + "), expected a file in UTF-8",
                cause);
    }
}
