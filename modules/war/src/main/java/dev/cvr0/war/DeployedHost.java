// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.api.host.ManagedThreads;
import dev.cvr0.host.EmulatorHost;
import dev.cvr0.host.Fallback;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.registration.Registrar;
import dev.cvr0.telemetry.HostMetrics;
import io.netty.util.internal.logging.InternalLoggerFactory;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * The host of this deployment. It starts after the plugin has registered its handlers and the catalog is loaded. It stops
 * before the handlers are unregistered. If it cannot listen, the deployment fails.
 *
 * @since 0.1
 */
@ApplicationScoped
public class DeployedHost implements HostMetrics {

    static {
        InternalLoggerFactory.setDefaultFactory(new NettyLoggerFactory());
    }

    private final Deque<EmulatorHost> listening = new ArrayDeque<>();

    // Before the plugin and the catalog read their settings, so that one report contains all invalid settings.
    void check(@Observes @Priority(Registrar.START_PRIORITY - 1) Startup event, DeploymentSettings settings) {
        settings.dialects();
    }

    @Override
    public synchronized int connections() {
        return listening.stream().mapToInt(EmulatorHost::connections).sum();
    }

    @Override
    public synchronized Map<String, Long> rejections() {
        return listening.isEmpty() ? Map.of() : listening.peek().rejections();
    }

    synchronized void start(@Observes Startup event, DeploymentSettings settings, HandlerRegistry registry) {
        listening.push(
                EmulatorHost.start(settings.host(), registry, Fallback.CLOSE, ManagedThreads.named("cvr0-host-")));
    }

    void stop(@Observes Shutdown event) {
        stop();
    }

    /** Drains the connections within {@code cvr0.shutdown-grace}. Repeated calls have no effect. */
    @PreDestroy
    public synchronized void stop() {
        while (!listening.isEmpty()) {
            listening.pop().close();
        }
    }
}
