// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.protocol.Dialect;
import java.util.List;

/** A registry that is a bean only if a beans.xml says that every class is one. */
public class ScopelessHost implements CommandRegistry {

    @Override
    public Registration register(CommandHandler handler) {
        throw new UnsupportedOperationException("nobody gets as far as this");
    }

    @Override
    public List<Dialect> dialects() {
        return List.of();
    }
}
