// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.policy.Aspect;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways in which an application extends the plugin, each in a container of its own. */
class ExtensionTest {

    private static final String KNOWN = "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com";
    private static final String UNKNOWN = "CVQ 2 0x0409 winnt 5.1 i386 YCOMM 0.1.0023";

    private static RecordingRegistry registry = new RecordingRegistry();
    private static final Queue<Decision> DECISIONS = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void forget() {
        registry = new RecordingRegistry();
        DECISIONS.clear();
        ByHandle.DECIDED.clear();
    }

    @Test
    void shouldLetAnAlternativeReplaceTheCatalogue() {
        assertThat(line(KNOWN, Replacement.class)).isEqualTo("420 1");
    }

    @Test
    void shouldLetADecoratorWrapTheCatalogue() {
        assertThat(line(KNOWN, Wrapper.class)).startsWith("CVQ 1 7.0.0813 7.0.0813 0.1 http://");
    }

    @Test
    void shouldLetADecoratorWrapAnAlternative() {
        assertThat(line(KNOWN, Replacement.class, Wrapper.class)).isEqualTo("420 1");
    }

    @Test
    void shouldStillKnowThatAPolicyBlocksWhenADecoratorDoesNotSay() {
        try (SeContainer container = boot(Slow.class, Wrapper.class)) {
            assertThat(registry.find(Verb.CVQ).orElseThrow().mayBlock()).isTrue();
        }
    }

    @Test
    void shouldAskADecoratorEveryTimeThatDoesNotSayWhatItDependsOn() {
        try (SeContainer container = boot(ByHandle.class)) {
            assertThat(minimum("a@example.com")).isEqualTo("1.0");
            assertThat(minimum("ab@example.com")).isEqualTo("2.0");
        }
    }

    @Test
    void shouldKeepTheVerdictsOfADecoratorThatDoes() {
        try (SeContainer container = boot(DeclaredByHandle.class)) {
            assertThat(minimum("a@example.com")).isEqualTo("1.0");
            assertThat(minimum("ab@example.com")).isEqualTo("2.0");
            assertThat(minimum("a@example.com")).isEqualTo("1.0");
            assertThat(ByHandle.DECIDED).containsExactly("a@example.com", "ab@example.com");
        }
    }

    @Test
    void shouldFireEveryDecision() {
        try (SeContainer container = boot(Observer.class)) {
            registry.handle(KNOWN, FakeSession.fresh());
            registry.handle(UNKNOWN, FakeSession.fresh());
            registry.handle("CVQ 3 spaghetti", FakeSession.fresh());
        }

        assertThat(DECISIONS).hasSize(2);
        assertThat(DECISIONS).first().satisfies(decision -> {
            assertThat(decision.client().userHandle()).isEqualTo("a@example.com");
            assertThat(decision.verdict()).isInstanceOf(Advice.class);
        });
        assertThat(DECISIONS).last().extracting(Decision::verdict).isInstanceOf(UnknownClient.class);
    }

    @Test
    void shouldAnswerThoughAnObserverThrows() {
        assertThat(line(KNOWN, BrokenObserver.class)).startsWith("CVQ 1 7.0.0813");
    }

    private static String minimum(String handle) {
        String line = KNOWN.replace("a@example.com", handle);
        return registry.handle(line, FakeSession.fresh()).line().orElseThrow().split(" ")[4];
    }

    private static String line(String command, Class<?>... beans) {
        try (SeContainer container = boot(beans)) {
            return registry.handle(command, FakeSession.fresh()).line().orElseThrow();
        }
    }

    private static SeContainer boot(Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .addBeanClasses(beans)
                .addBeanClasses(HostBean.class)
                .initialize();
    }

    @ApplicationScoped
    static class HostBean implements CommandRegistry {

        @Override
        public Registration register(CommandHandler handler) {
            return registry.register(handler);
        }
    }

    @ApplicationScoped
    @Alternative
    @Priority(10)
    static class Replacement implements VersionPolicy {

        @Override
        public Verdict decide(ClientProfile client) {
            return new UnknownClient("nobody is known here");
        }
    }

    @ApplicationScoped
    @Alternative
    @Priority(10)
    static class Slow extends Replacement {

        @Override
        public boolean mayBlock() {
            return true;
        }
    }

    @Decorator
    @Priority(10)
    abstract static class Wrapper implements VersionPolicy {

        @Inject
        @Delegate
        private VersionPolicy wrapped;

        @Override
        public Verdict decide(ClientProfile client) {
            return wrapped.decide(client) instanceof Advice advice
                    ? new Advice(
                            advice.recommended(),
                            advice.secondRecommended(),
                            ClientVersion.of("0.1"),
                            advice.downloadUrl(),
                            advice.fallbackUrl(),
                            advice.reason())
                    : wrapped.decide(client);
        }
    }

    @Decorator
    @Priority(10)
    abstract static class ByHandle implements VersionPolicy {

        private static final Queue<String> DECIDED = new ConcurrentLinkedQueue<>();

        @Inject
        @Delegate
        private VersionPolicy wrapped;

        @Override
        public Verdict decide(ClientProfile client) {
            DECIDED.add(client.userHandle());
            ClientVersion minimum = ClientVersion.of(client.userHandle().indexOf('@') + ".0");
            return wrapped.decide(client) instanceof Advice advice
                    ? new Advice(
                            advice.recommended(),
                            advice.secondRecommended(),
                            minimum,
                            advice.downloadUrl(),
                            advice.fallbackUrl(),
                            advice.reason())
                    : new UnknownClient("no advice to wrap");
        }
    }

    @Decorator
    @Priority(10)
    abstract static class DeclaredByHandle extends ByHandle {

        private static final Dependence BY_HANDLE = Dependence.on(Set.of(Aspect.USER_HANDLE));

        @Override
        public Dependence dependence() {
            return BY_HANDLE;
        }
    }

    @ApplicationScoped
    static class Observer {

        void see(@Observes Decision decision) {
            DECISIONS.add(decision);
        }
    }

    @ApplicationScoped
    static class BrokenObserver {

        void see(@Observes Decision decision) {
            throw new IllegalStateException("the statistics are on holiday");
        }
    }
}
