// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import java.util.List;

/**
 * The plugin cannot start. The message lists every problem that was found, a line each, with the beans that are involved
 * and what to do.
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

    /** The exception itself where a container passed it on as the cause of another. */
    static RuntimeException in(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PluginStartException start) {
                return start;
            }
        }
        return thrown;
    }
}
