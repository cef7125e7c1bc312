// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import java.util.List;

/**
 * Thrown if the plugin cannot start. The message lists all problems, one per line, with the beans involved and the action
 * to take.
 *
 * @since 0.1
 */
public class PluginStartException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    PluginStartException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }

    PluginStartException(List<String> problems, Throwable cause) {
        super(String.join(System.lineSeparator(), problems), cause);
    }

    /**
     * Unwraps an exception that a container wrapped in other exceptions.
     *
     * @param thrown an exception of the container
     * @return the {@code PluginStartException} in its causes, or the exception itself if there is none
     */
    public static RuntimeException unwrap(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PluginStartException start) {
                return start;
            }
        }
        return thrown;
    }
}
