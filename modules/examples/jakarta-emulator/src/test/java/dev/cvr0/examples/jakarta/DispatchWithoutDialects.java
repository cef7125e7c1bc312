// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.jakarta;

import dev.cvr0.api.protocol.Dialect;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;

// snippet: without-dialects
/** The same host without another dialect, as the dialogues for the default settings require. */
@Alternative
@Priority(1)
@ApplicationScoped
public class DispatchWithoutDialects extends Dispatch {

    @Override
    public List<Dialect> dialects() {
        return List.of();
    }
}
// end
