// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.settings;

import java.util.List;

/**
 * One or more settings cannot be used. The message lists all of them, a line each.
 *
 * @since 0.1
 */
public class BadSettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Joins the problems.
     *
     * @param problems at least one, each with key, value and what was expected
     */
    public BadSettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
