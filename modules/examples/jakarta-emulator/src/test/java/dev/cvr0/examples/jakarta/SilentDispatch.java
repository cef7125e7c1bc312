// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.jakarta;

import dev.cvr0.api.protocol.Dialect;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;

// snippet: silent
/** The same host without its own dialect: what the dialogues of the default settings are written for. */
@Alternative
@Priority(1)
@ApplicationScoped
public class SilentDispatch extends Dispatch {

    @Override
    public List<Dialect> dialects() {
        return List.of();
    }
}
// end
