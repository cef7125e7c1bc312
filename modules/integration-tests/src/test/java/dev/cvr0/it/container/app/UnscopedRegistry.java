// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.protocol.Dialect;
import java.util.List;

/** A registry without a scope, which is a bean only if beans.xml has the discovery mode all. */
public class UnscopedRegistry implements CommandRegistry {

    @Override
    public Registration register(CommandHandler handler) {
        throw new UnsupportedOperationException("the deployment must fail before this call");
    }

    @Override
    public List<Dialect> dialects() {
        return List.of();
    }
}
