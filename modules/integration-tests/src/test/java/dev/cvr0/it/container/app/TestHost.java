// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.InProcessPeer;
import dev.cvr0.testkit.RecordingRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;

/** A host with a recording registry and clients in the same process. */
@ApplicationScoped
public class TestHost implements CommandRegistry {

    /** The system property in which a destroyed host stores the changes and the verbs of its registry. */
    public static final String FINAL_STATE = "dev.cvr0.it.container.final-state";

    private final RecordingRegistry registry;

    /** Required for client proxies. */
    protected TestHost() {
        this.registry = new RecordingRegistry();
    }

    /**
     * Creates a host with the configured dialects.
     *
     * @param settings the source of {@code cvr0.dialects}
     */
    @Inject
    public TestHost(SettingSource settings) {
        this.registry = new RecordingRegistry(settings.value("cvr0.dialects").stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .toArray(String[]::new));
    }

    @Override
    public Registration register(CommandHandler handler) {
        return registry.register(handler);
    }

    @Override
    public List<Dialect> dialects() {
        return registry.dialects();
    }

    /**
     * Returns the registry with its recorded changes.
     *
     * @return the registry
     */
    public RecordingRegistry record() {
        return registry;
    }

    /**
     * Returns the entry point for clients.
     *
     * @return a peer that passes commands to the handlers of this host
     */
    public InProcessPeer peer() {
        return new InProcessPeer(registry);
    }

    @PreDestroy
    void storeFinalState() {
        List<RecordingRegistry.Event.Kind> kinds =
                registry.events().stream().map(RecordingRegistry.Event::kind).toList();
        System.setProperty(FINAL_STATE, kinds + " " + registry.verbs());
    }
}
