// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Reply.Answer;
import dev.cvr0.api.protocol.Reply.Then;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.host.EmulatorHost;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostSettings;
import dev.cvr0.plugin.StandalonePlugin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;

/**
 * The plugin on a host, but that an answered CVQ does not end the session: so that many can be sent over one connection.
 * No setting of a real server does that.
 */
public final class KeptOpenServer {

    private KeptOpenServer() {}

    /**
     * Serves until the process ends.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        HandlerRegistry registry = new HandlerRegistry();
        StandalonePlugin.on(new KeepingOpen(registry))
                .policy(new CatalogPolicy(new CatalogLoader().bundled()))
                .start();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        EmulatorHost host = EmulatorHost.start(HostSettings.defaults().on(anyPort), registry);
        System.out.println("the plugin, kept open: listens on 127.0.0.1:" + host.port());
    }

    private record KeepingOpen(HandlerRegistry registry) implements CommandRegistry {

        @Override
        public Registration register(CommandHandler handler) {
            return registry.register(new Kept(handler));
        }
    }

    private record Kept(CommandHandler handler) implements CommandHandler {

        @Override
        public Set<Verb> verbs() {
            return handler.verbs();
        }

        @Override
        public boolean mayBlock() {
            return handler.mayBlock();
        }

        @Override
        public Reply handle(Command command, Session session) {
            Reply reply = handler.handle(command, session);
            return reply instanceof Answer answer
                    ? new Answer(answer.verb(), answer.transactionId(), answer.parameters(), Then.STAY_OPEN)
                    : reply;
        }
    }
}
