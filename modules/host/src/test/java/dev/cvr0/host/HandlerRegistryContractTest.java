// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.testkit.CommandRegistryContract;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

class HandlerRegistryContractTest implements CommandRegistryContract {

    @Override
    public CommandRegistry createRegistry() {
        return new HandlerRegistry(List.of());
    }

    @Override
    public Optional<CompletionStage<Reply>> dispatch(CommandRegistry registry, Command command, Session session) {
        return ((HandlerRegistry) registry).handler(command.verb()).map(handler -> handler.handle(command, session));
    }
}
