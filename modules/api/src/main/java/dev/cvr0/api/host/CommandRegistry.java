// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import dev.cvr0.api.protocol.Dialect;
import java.util.List;

/**
 * The one interface that an emulator implements to take in the plugin: its dispatch table, and what it speaks itself.
 *
 * <p>In a container this is a bean of the host, exactly one. The plugin calls it when the application starts and when
 * it stops.
 *
 * @since 0.1
 */
public interface CommandRegistry {

    /**
     * Enters a handler under each of its verbs, or under none.
     *
     * @param handler the handler
     * @return what takes this handler out again
     * @throws DuplicateVerbException if one of the verbs has a handler already; the registry is unchanged then
     * @throws IllegalStateException if the host is serving and its registry is closed to changes
     */
    Registration register(CommandHandler handler);

    /**
     * What the host speaks itself, asked at each VER.
     *
     * @return dialects in the host's order of preference, best first; none by default. CVR0 is the plugin's and needs
     *     no mention
     */
    default List<Dialect> dialects() {
        return List.of();
    }
}
