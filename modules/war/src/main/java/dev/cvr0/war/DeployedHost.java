// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.host.EmulatorHost;
import dev.cvr0.host.Fallback;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.Registrar;
import io.netty.util.internal.logging.InternalLoggerFactory;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The host of this deployment. It begins to listen once the plugin has registered its handlers and the catalogue is
 * loaded, and has drained before they go. Whatever keeps it from listening fails the deployment.
 *
 * @since 0.1
 */
@ApplicationScoped
public class DeployedHost {

    static {
        InternalLoggerFactory.setDefaultFactory(new NettyMessages());
    }

    private final Deque<EmulatorHost> listening = new ArrayDeque<>();

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    // Before anybody else reads a setting, so that one report names all that cannot be used.
    void check(@Observes @Priority(Registrar.START_PRIORITY - 1) Startup event, DeploymentSettings settings) {
        settings.dialects();
    }

    synchronized void start(@Observes Startup event, DeploymentSettings settings, HandlerRegistry registry) {
        listening.push(
                EmulatorHost.start(settings.host(), registry, Fallback.CLOSE, new NamedThreads("cvr0-host-", threads)));
    }

    void stop(@Observes Shutdown event) {
        stop();
    }

    /** Stops to listen and drains the connections within the bounds that are set. Calling again does nothing. */
    @PreDestroy
    public synchronized void stop() {
        while (!listening.isEmpty()) {
            listening.pop().close();
        }
    }
}
