// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /**
     * Creates an exception.
     *
     * @param problems the problems, each in one line with the action to take
     * @param cause the cause
     */
    public PluginStartException(List<String> problems, Throwable cause) {
        super(String.join(System.lineSeparator(), problems), cause);
    }

    /**
     * Unwraps an exception that a container wrapped in other exceptions.
     *
     * @param thrown an exception of the container
     * @return the {@code PluginStartException} in its causes, or the exception itself if there is none
     */
    public static RuntimeException unwrap(RuntimeException thrown) {
        // Weld adds the exceptions of extensions as suppressed exceptions. These may refer back to an exception.
        Set<Throwable> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> pending = new ArrayDeque<>(List.of(thrown));
        while (!pending.isEmpty()) {
            Throwable next = pending.pop();
            if (next instanceof PluginStartException start) {
                return start;
            }
            if (visited.add(next)) {
                Optional.ofNullable(next.getCause()).ifPresent(pending::add);
                pending.addAll(List.of(next.getSuppressed()));
            }
        }
        return thrown;
    }
}
