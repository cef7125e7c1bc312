// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import java.util.List;

/**
 * Thrown if one or more settings are invalid. The message lists all problems, one per line.
 *
 * @since 0.1
 */
public class InvalidSettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Joins the problems into one message.
     *
     * @param problems at least one, each with key, value and expectation
     */
    public InvalidSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
