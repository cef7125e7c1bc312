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

/** The host: its registry records, and its clients are in the same process. */
@ApplicationScoped
public class TestHost implements CommandRegistry {

    /** The system property in which a host that is gone leaves what was done to its registry. */
    public static final String LAST_WORDS = "dev.cvr0.it.container.last-words";

    private final RecordingRegistry registry;

    /** For the container's proxies. */
    protected TestHost() {
        this.registry = new RecordingRegistry();
    }

    /**
     * A host with the dialects that are set.
     *
     * @param settings where {@code cvr0.dialects} is looked up
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
     * What is behind the registry.
     *
     * @return the record
     */
    public RecordingRegistry record() {
        return registry;
    }

    /**
     * The way in for clients.
     *
     * @return a peer whose connections hand their commands to this host's handlers
     */
    public InProcessPeer peer() {
        return new InProcessPeer(registry);
    }

    @PreDestroy
    void leaveLastWords() {
        List<RecordingRegistry.Event.Kind> kinds =
                registry.events().stream().map(RecordingRegistry.Event::kind).toList();
        System.setProperty(LAST_WORDS, kinds + " " + registry.verbs());
    }
}
