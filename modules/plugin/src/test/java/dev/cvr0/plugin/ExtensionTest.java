// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Reply;
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
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways to extend the plugin, each in its own container. */
class ExtensionTest {

    private static final String KNOWN = "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com";
    private static final String UNKNOWN = "CVQ 2 0x0409 winnt 5.1 i386 YCOMM 0.1.0023";

    private static final Verb PING = new Verb("PNG");

    private static RecordingRegistry registry = new RecordingRegistry();
    private static final Queue<Decision> DECISIONS = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void reset() {
        registry = new RecordingRegistry();
        DECISIONS.clear();
        BlockingAlternativePolicy.thread = new CompletableFuture<>();
    }

    @Test
    void shouldUseAnAlternativePolicy() {
        assertThat(line(KNOWN, AlternativePolicy.class)).isEqualTo("420 1");
    }

    @Test
    void shouldUseADecoratorOfTheCatalog() {
        assertThat(line(KNOWN, PolicyDecorator.class)).startsWith("CVQ 1 7.0.0813 7.0.0813 0.1 http://");
    }

    @Test
    void shouldUseADecoratorOfAnAlternativePolicy() {
        assertThat(line(KNOWN, AlternativePolicy.class, PolicyDecorator.class)).isEqualTo("420 1");
    }

    @Test
    void shouldUseMayBlockOfADecoratedPolicy() {
        try (SeContainer container = boot(BlockingAlternativePolicy.class, PolicyDecorator.class)) {
            registry.handle(KNOWN, FakeSession.fresh());
        }
        assertThat(BlockingAlternativePolicy.thread.join().getName()).startsWith("cvr0-policy-");
    }

    @Test
    void shouldNotifyAnObserverWithoutCdi() {
        try (StandalonePlugin plugin =
                StandalonePlugin.on(registry).onDecision(DECISIONS::add).start()) {
            registry.handle(KNOWN, FakeSession.fresh());
        }

        assertThat(DECISIONS).singleElement().extracting(Decision::verdict).isInstanceOf(Advice.class);
    }

    @Test
    void shouldRegisterAHandlerInstanceOfTheHost() {
        try (StandalonePlugin plugin = StandalonePlugin.on(registry)
                .instance(CommandHandler.class, new PingHandler())
                .start()) {
            assertThat(registry.verbs()).containsExactlyInAnyOrder(PING, Verb.VER, Verb.CVQ, Verb.CVR);
        }
    }

    @Test
    void shouldReturnItsPolicy() {
        VersionPolicy policy = client -> new Refused("closed");

        try (StandalonePlugin plugin =
                StandalonePlugin.on(registry).policy(policy).start()) {
            assertThat(plugin.policy()).isSameAs(policy);
        }
    }

    @Test
    void shouldFireAnEventForEveryDecision() {
        try (SeContainer container = boot(DecisionObserver.class)) {
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
        assertThat(DECISIONS).extracting(Decision::outcome).containsExactly(Outcome.DECIDED, Outcome.REFUSED);
        assertThat(DECISIONS).extracting(Decision::verb).containsOnly(Verb.CVQ);
    }

    @Test
    void shouldAnswerIfAnObserverThrows() {
        assertThat(line(KNOWN, FailingObserver.class)).startsWith("CVQ 1 7.0.0813");
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

    private static final class PingHandler implements CommandHandler {

        @Override
        public Set<Verb> verbs() {
            return Set.of(PING);
        }

        @Override
        public CompletionStage<Reply> handle(Command command, Session session) {
            return CompletableFuture.completedStage(command.answer());
        }
    }

    @ApplicationScoped
    static class HostBean implements CommandRegistry {

        @Override
        public Registration register(CommandHandler handler) {
            return registry.register(handler);
        }

        @Override
        public List<Dialect> dialects() {
            return registry.dialects();
        }
    }

    @ApplicationScoped
    @Alternative
    @Priority(10)
    static class AlternativePolicy implements VersionPolicy {

        @Override
        public Verdict decide(ClientProfile client) {
            return new UnknownClient("no known clients");
        }
    }

    @ApplicationScoped
    @Alternative
    @Priority(10)
    static class BlockingAlternativePolicy extends AlternativePolicy {

        private static CompletableFuture<Thread> thread = new CompletableFuture<>();

        @Override
        public Verdict decide(ClientProfile client) {
            thread.complete(Thread.currentThread());
            return super.decide(client);
        }

        @Override
        public boolean mayBlock() {
            return true;
        }
    }

    @Decorator
    @Priority(10)
    abstract static class PolicyDecorator implements VersionPolicy {

        @Inject
        @Delegate
        private VersionPolicy wrapped;

        @Override
        public Verdict decide(ClientProfile client) {
            return wrapped.decide(client) instanceof Advice advice
                    ? advice.withMinimum(ClientVersion.parse("0.1"))
                    : wrapped.decide(client);
        }
    }

    @ApplicationScoped
    static class DecisionObserver {

        void observe(@Observes Decision decision) {
            DECISIONS.add(decision);
        }
    }

    @ApplicationScoped
    static class FailingObserver {

        void observe(@Observes Decision decision) {
            throw new IllegalStateException("on purpose");
        }
    }
}
