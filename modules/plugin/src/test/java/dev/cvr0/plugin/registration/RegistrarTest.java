// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.plugin.base.PluginLogRecorder;
import dev.cvr0.plugin.base.PluginLogRecorder.Entry;
import dev.cvr0.plugin.handler.VerHandler;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.RecordingRegistry;
import dev.cvr0.testkit.RecordingRegistry.Event.Kind;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deployments of the plugin, complete and incomplete. The policy is the catalog on the class path. */
class RegistrarTest {

    @Test
    void shouldRegisterAtStartupAndUnregisterAtShutdown() {
        RecordingRegistry registry = new RecordingRegistry();

        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            assertThat(registry.verbs()).containsExactlyInAnyOrder(Verb.VER, Verb.CVQ, Verb.CVR);
        }

        assertThat(registry.verbs()).isEmpty();
        assertThat(registry.events())
                .hasSize(4)
                .last()
                .extracting(RecordingRegistry.Event::kind)
                .isEqualTo(Kind.WITHDRAWN);
    }

    @Test
    void shouldUnregisterInReverseOrder() {
        RecordingRegistry registry = new RecordingRegistry();
        StandalonePlugin.on(registry).start().close();

        List<CommandHandler> handlers =
                registry.events().stream().map(RecordingRegistry.Event::handler).toList();
        assertThat(handlers).hasSize(4);
        assertThat(handlers.get(2)).isSameAs(handlers.get(1));
        assertThat(handlers.get(3)).isSameAs(handlers.get(0));
    }

    @Test
    void shouldLogOnlyOnceThatItHasStopped() {
        HostBean.registry = new RecordingRegistry();

        List<String> logged = PluginLogRecorder.messagesDuring(() -> {
            try (SeContainer container = boot(HostBean.class)) {
                container.select(Registrar.class).get().stop();
            }
        });

        assertThat(logged).containsOnlyOnce("CVR0-1002: CVR0 plugin stopped");
    }

    @Test
    void shouldRegisterOnceIfStartedRepeatedly() {
        HostBean.registry = new RecordingRegistry();

        try (SeContainer container = boot(HostBean.class)) {
            container.select(Registrar.class).get().start();
            container.select(Registrar.class).get().start();

            assertThat(HostBean.registry.events()).hasSize(2);
        }
    }

    @Test
    void shouldRestartAfterStop() {
        HostBean.registry = new RecordingRegistry();

        try (SeContainer container = boot(HostBean.class)) {
            Registrar registrar = container.select(Registrar.class).get();
            registrar.stop();
            registrar.stop();
            assertThat(HostBean.registry.verbs()).isEmpty();
            registrar.start();
            assertThat(HostBean.registry.verbs()).hasSize(3);
        }
    }

    @Test
    void shouldRegisterHandlersOfTheApplication() {
        HostBean.registry = new RecordingRegistry();

        try (SeContainer container = boot(HostBean.class, PingHandler.class)) {
            assertThat(HostBean.registry.verbs()).contains(new Verb("PNG"), Verb.VER);
        }
    }

    @Test
    void shouldReportAMissingHost() {
        assertThat(problemsOf())
                .startsWith("no bean of type dev.cvr0.api.host.CommandRegistry")
                .contains("beans.xml", "@ApplicationScoped")
                .hasLineCount(1);
    }

    @Test
    void shouldReportTwoHosts() {
        assertThat(problemsOf(HostBean.class, OtherHostBean.class))
                .startsWith("2 beans of type dev.cvr0.api.host.CommandRegistry (")
                .contains(HostBean.class.getName(), OtherHostBean.class.getName(), "@Alternative");
    }

    @Test
    void shouldRejectADependentHost() {
        assertThat(problemsOf(DependentHostBean.class))
                .contains(DependentHostBean.class.getName(), "is @Dependent", "make it @ApplicationScoped");
    }

    @Test
    void shouldReportTwoPolicies() {
        assertThat(problemsOf(HostBean.class, SecondPolicy.class))
                .contains("2 beans of type dev.cvr0.api.policy.VersionPolicy (")
                .contains("dev.cvr0.catalog.CatalogPolicy", SecondPolicy.class.getName());
    }

    @Test
    void shouldReportBothHandlersOfAVerb() {
        assertThat(problemsOf(HostBean.class, OtherVerHandler.class))
                .isEqualToIgnoringWhitespace(message(VerHandler.class.getName(), OtherVerHandler.class.getName()))
                .hasLineCount(1);
    }

    @Test
    void shouldReportAllProblemsTogether() {
        assertThat(problemsOf(InvalidSettings.class, SecondPolicy.class, PingHandler.class, OtherPingHandler.class)
                        .lines())
                .anyMatch(line -> line.startsWith("no bean of type dev.cvr0.api.host.CommandRegistry"))
                .anyMatch(line -> line.startsWith("2 beans of type dev.cvr0.api.policy.VersionPolicy"))
                .anyMatch(line -> line.startsWith("cvr0.ver.answer: 'both' is invalid; use one of single, list"))
                .anyMatch(line -> line.startsWith("cvr0.policy.timeout: 'soon' is invalid"))
                .anyMatch(line -> line.startsWith("verb PNG already has the handler"))
                .hasSize(5);
    }

    @Test
    void shouldReportAnUnreadableCatalog() {
        assertThatExceptionOfType(PluginStartException.class)
                .isThrownBy(() -> StandalonePlugin.on(new RecordingRegistry())
                        .source(SettingSource.of(Map.of("cvr0.catalog", "/no/such/catalog.yaml")))
                        .start())
                .withMessageContaining("/no/such/catalog.yaml");
    }

    @Test
    void shouldUnregisterAllHandlersIfTheHostRejectsOne() {
        RecordingRegistry registry = new RecordingRegistry();
        // CVQ is registered by then, since handlers are registered in the order of their class names.
        Registration existing = registry.register(new PingHandler(Verb.VER));

        assertThatExceptionOfType(PluginStartException.class)
                .isThrownBy(() -> StandalonePlugin.on(registry).start())
                .withMessageContaining("rejected dev.cvr0.plugin.handler.VerHandler: verb VER already has the handler");
        assertThat(registry.verbs()).containsExactly(Verb.VER);
        existing.close();
    }

    @Test
    void shouldLogTheDeploymentInOneLine() {
        HostBean.registry = new RecordingRegistry("MSNP9", "MSNP8");

        List<String> logged = PluginLogRecorder.messagesDuring(
                () -> boot(HostBean.class, PolicyDecorator.class).close());

        assertThat(logged)
                .contains("CVR0-1001: CVR0 plugin (unpackaged) serves CVQ, CVR, VER;"
                        + " policy dev.cvr0.catalog.CatalogPolicy decorated by " + PolicyDecorator.class.getName()
                        + "; dialects of the host: MSNP9, MSNP8");
    }

    @Test
    void shouldWarnIfTheRegistryReplacesVerWithoutDialects() {
        assertThat(entriesOnStart(new ReplacingRegistry(Verb.VER)))
                .contains(new Entry(
                        Level.WARNING,
                        "CVR0-1008: " + ReplacingRegistry.class.getName() + " replaced the host's own handler of VER:"
                                + " clients can sign in only with no dialect; return every dialect of the host from"
                                + " dialects()"));
    }

    @Test
    void shouldReportThatTheRegistryReplacesVer() {
        assertThat(entriesOnStart(new ReplacingRegistry(Verb.VER, "MSNP9", "MSNP8")))
                .contains(new Entry(
                        Level.INFO,
                        "CVR0-1008: " + ReplacingRegistry.class.getName() + " replaced the host's own handler of VER:"
                                + " clients can sign in only with MSNP9, MSNP8; return every dialect of the host from"
                                + " dialects()"));
    }

    @Test
    void shouldNotReportOtherRegistries() {
        assertThat(Stream.of(new ReplacingRegistry(Verb.CVR), new RecordingRegistry())
                        .flatMap(registry -> entriesOnStart(registry).stream()))
                .extracting(Entry::message)
                .noneMatch(message -> message.startsWith("CVR0-1008"));
    }

    private static List<Entry> entriesOnStart(CommandRegistry registry) {
        return PluginLogRecorder.entriesDuring(
                () -> StandalonePlugin.on(registry).start().close());
    }

    /** A registry of a host that has its own handler for one verb. */
    private record ReplacingRegistry(Verb own, RecordingRegistry table) implements CommandRegistry {

        ReplacingRegistry(Verb own, String... dialects) {
            this(own, new RecordingRegistry(dialects));
        }

        @Override
        public Registration register(CommandHandler handler) {
            Registration registration = table.register(handler);
            return new Registration() {
                @Override
                public Set<Verb> replacedVerbs() {
                    return handler.verbs().contains(own) ? Set.of(own) : Set.of();
                }

                @Override
                public void close() {
                    registration.close();
                }
            };
        }

        @Override
        public List<Dialect> dialects() {
            return table.dialects();
        }
    }

    @Test
    void shouldLogUnknownKeysInOneMessage() {
        StandalonePlugin.Builder plugin = StandalonePlugin.on(new RecordingRegistry())
                .source(SettingSource.of(Map.of(
                        "cvr0.ver.anwser", "list",
                        "CVR0_TYPO", "1",
                        "cvr0.listen", "127.0.0.1:1863",
                        "cvr0.policy.threads", "2")));

        List<String> logged =
                PluginLogRecorder.messagesDuring(() -> plugin.start().close());

        assertThat(logged)
                .contains("CVR0-1007: settings are ignored:"
                        + " CVR0_TYPO: not a setting of this application; correct the name, or remove it unless another"
                        + " application uses it,"
                        + " cvr0.listen: not a setting of this application; correct the name, or remove it unless another"
                        + " application uses it,"
                        + " cvr0.ver.anwser: unknown setting; did you mean cvr0.ver.answer?");
    }

    @Test
    void shouldNotCallASettingOfAnAbsentModuleUnknown() {
        HostBean.registry = new RecordingRegistry();

        assertThat(PluginLogRecorder.messagesDuring(
                        () -> boot(HostBean.class, HostSettingsSource.class).close()))
                .contains("CVR0-1007: settings are ignored: cvr0.listen: not a setting of this application; correct the"
                        + " name, or remove it unless another application uses it");
    }

    @Test
    void shouldSuggestTheSettingIfTheHostHasACvrHandler() {
        assertThat(problemsOf(HostBean.class, CvrHandler.class))
                .startsWith("verb CVR already has the handler ")
                .contains("dev.cvr0.plugin.handler.CvqHandler", CvrHandler.class.getName())
                .endsWith("remove one of them, or set cvr0.cvr.sessions=none");
    }

    @Test
    void shouldSuggestTheSettingIfTheRegistryHasACvrHandler() {
        RecordingRegistry registry = new RecordingRegistry();
        registry.register(new PingHandler(Verb.CVR));

        assertThatExceptionOfType(PluginStartException.class)
                .isThrownBy(() -> StandalonePlugin.on(registry).start())
                .withMessageStartingWith(RecordingRegistry.class.getName() + " rejected ")
                .withMessageEndingWith("remove one of them, or set cvr0.cvr.sessions=none");
    }

    @Test
    void shouldReportAHandlerThatCannotBeCreated() {
        assertThat(problemsOf(HostBean.class, FailingHandler.class))
                .isEqualTo(FailingHandler.class.getName()
                        + " failed at startup: java.lang.NullPointerException: on purpose");
    }

    @Test
    void shouldReportTheMessageOfAnExceptionOfTheApplication() {
        RecordingRegistry registry = new RecordingRegistry();

        assertThatExceptionOfType(PluginStartException.class)
                .isThrownBy(() -> StandalonePlugin.on(registry)
                        .policy(new FailingPolicy())
                        .start())
                .withMessage(FailingPolicy.class.getName() + " failed at startup: policy.json:1: no rules");
    }

    @Test
    void shouldReportSettingsThatCannotBeCreated() {
        assertThat(problemsOf(HostBean.class, FailingSettings.class))
                .contains("dev.cvr0.plugin.settings.PluginSettings failed at startup:"
                        + " java.lang.NullPointerException: on purpose");
    }

    @Test
    void shouldReportAHostThatFailsToReturnItsDialects() {
        assertThat(problemsOf(FailingHostBean.class))
                .isEqualTo(FailingHostBean.class.getName()
                        + " failed at startup: java.lang.IllegalStateException: the dialects are not configured");
    }

    @ParameterizedTest
    @ValueSource(classes = {RequestScopedHostBean.class, ConversationScopedHostBean.class, TaskScopedHostBean.class})
    void shouldRejectAHostInAScopeThatEnds(Class<?> host) {
        assertThat(problemsOf(host))
                .startsWith(host.getName() + " is @" + host.getSimpleName().replace("HostBean", ""))
                .endsWith(", but must exist from the start of the application to its end: make it @ApplicationScoped")
                .hasLineCount(1);
    }

    @Test
    void shouldRejectAPolicyAndAHandlerInAScopeThatEnds() {
        assertThat(problemsOf(HostBean.class, RequestScopedPolicy.class, RequestScopedHandler.class)
                        .lines())
                .containsExactly(
                        RequestScopedPolicy.class.getName()
                                + " is @RequestScoped, but must exist from the start of the application to its end: make it"
                                + " @ApplicationScoped",
                        RequestScopedHandler.class.getName()
                                + " is @RequestScoped, but must exist from the start of the application to its end: make it"
                                + " @ApplicationScoped");
    }

    @Test
    void shouldWarnOfAnAlternativeWithoutPriority() {
        HostBean.registry = new RecordingRegistry();

        assertThat(PluginLogRecorder.entriesDuring(
                        () -> boot(HostBean.class, UnselectedPolicy.class, SelectedPolicy.class)
                                .close()))
                .filteredOn(entry -> entry.level() == Level.WARNING)
                .containsExactly(new Entry(
                        Level.WARNING,
                        "CVR0-1009: a policy that is an @Alternative without a @Priority is not used: "
                                + UnselectedPolicy.class.getName()
                                + "; add @Priority(1) to its class, because an entry in beans.xml applies to its own"
                                + " archive only"));
    }

    @Test
    void shouldReportAnAlternativeWithoutPriorityAsTheReasonForAMissingHost() {
        assertThat(problemsOf(UnselectedHostBean.class))
                .isEqualTo("no bean of type dev.cvr0.api.host.CommandRegistry: " + UnselectedHostBean.class.getName()
                        + " is an @Alternative without a @Priority: add @Priority(1) to it");
    }

    @Test
    void shouldLogThatDecoratorsDoNotApplyToAProducedPolicy() {
        HostBean.registry = new RecordingRegistry();

        assertThat(PluginLogRecorder.messagesDuring(
                        () -> boot(HostBean.class, PolicyProducer.class, PolicyDecorator.class)
                                .close()))
                .anyMatch(message -> message.contains("policy produced by " + PolicyProducer.class.getName()
                        + " not decorated by " + PolicyDecorator.class.getName()
                        + " (decorators apply only to a policy that the container creates from its class)"));
    }

    @Test
    void shouldLogThatDecoratorsDoNotApplyToAnInstance() {
        HostInstanceExtension instances = new HostInstanceExtension();
        instances.replace(CommandRegistry.class, new RecordingRegistry());
        instances.replace(VersionPolicy.class, new SecondPolicy());

        assertThat(PluginLogRecorder.messagesDuring(() -> SeContainerInitializer.newInstance()
                        .addExtensions(instances)
                        .addBeanClasses(PolicyDecorator.class)
                        .initialize()
                        .close()))
                .anyMatch(message -> message.contains("policy " + SecondPolicy.class.getName() + " not decorated by "
                        + PolicyDecorator.class.getName()));
    }

    @Test
    void shouldLogTheClassThatContainsALambda() {
        assertThat(PluginLogRecorder.messagesDuring(() -> StandalonePlugin.on(new RecordingRegistry())
                        .policy(client -> new Verdict.UnknownClient(""))
                        .start()
                        .close()))
                .anyMatch(message -> message.contains("; policy a lambda of " + RegistrarTest.class.getName() + "; "));
    }

    private static String message(String one, String other) {
        return "verb VER already has the handler " + one + ", so " + other
                + " cannot be registered: remove one of them";
    }

    private static String problemsOf(Class<?>... beans) {
        Throwable thrown =
                catchThrowableOfType(RuntimeException.class, () -> boot(beans).close());
        while (!(thrown instanceof PluginStartException)) {
            assertThat(thrown).isNotNull();
            thrown = thrown.getCause();
        }
        return thrown.getMessage();
    }

    private static SeContainer boot(Class<?>... beans) {
        return SeContainerInitializer.newInstance().addBeanClasses(beans).initialize();
    }

    @ApplicationScoped
    static class HostBean implements CommandRegistry {

        static RecordingRegistry registry = new RecordingRegistry();

        @Override
        public Registration register(CommandHandler handler) {
            return registry.register(handler);
        }

        @Override
        public List<Dialect> dialects() {
            return registry.dialects();
        }
    }

    @RequestScoped
    static class RequestScopedHostBean extends HostBean {}

    @ConversationScoped
    static class ConversationScopedHostBean extends HostBean implements Serializable {

        private static final long serialVersionUID = 1L;
    }

    @TaskScoped
    static class TaskScopedHostBean extends HostBean {}

    /** A scope that has no context at startup. */
    @NormalScope
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @interface TaskScoped {}

    @RequestScoped
    @Alternative
    @Priority(1)
    static class RequestScopedPolicy extends SecondPolicy {}

    @RequestScoped
    static class RequestScopedHandler extends PingHandler {}

    @ApplicationScoped
    @Alternative
    static class UnselectedHostBean extends HostBean {}

    @ApplicationScoped
    @Alternative
    static class UnselectedPolicy extends SecondPolicy {}

    @ApplicationScoped
    @Alternative
    @Priority(1)
    static class SelectedPolicy extends SecondPolicy {}

    @ApplicationScoped
    static class PolicyProducer {

        @Produces
        @ApplicationScoped
        @Alternative
        @Priority(1)
        VersionPolicy policy() {
            return new SecondPolicy();
        }
    }

    @ApplicationScoped
    static class OtherHostBean extends HostBean {}

    @ApplicationScoped
    static class FailingHostBean extends HostBean {

        @Override
        public List<Dialect> dialects() {
            throw new IllegalStateException("the dialects are not configured");
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
            return wrapped.decide(client);
        }
    }

    @Dependent
    static class DependentHostBean extends HostBean {}

    @ApplicationScoped
    static class SecondPolicy implements VersionPolicy {

        @Override
        public Verdict decide(ClientProfile client) {
            return new Verdict.UnknownClient("");
        }
    }

    @ApplicationScoped
    static class PingHandler implements CommandHandler {

        private final Verb verb;

        PingHandler() {
            this(new Verb("PNG"));
        }

        PingHandler(Verb verb) {
            this.verb = verb;
        }

        @Override
        public Set<Verb> verbs() {
            return Set.of(verb);
        }

        @Override
        public CompletionStage<Reply> handle(Command command, Session session) {
            return CompletableFuture.completedStage(new Reply.Declined());
        }
    }

    @ApplicationScoped
    static class OtherPingHandler extends PingHandler {}

    @ApplicationScoped
    static class CvrHandler extends PingHandler {

        CvrHandler() {
            super(Verb.CVR);
        }
    }

    @ApplicationScoped
    static class FailingHandler extends PingHandler {

        @Override
        public Set<Verb> verbs() {
            throw new NullPointerException("on purpose");
        }
    }

    private static final class FailingPolicy extends SecondPolicy {

        @Override
        public boolean mayBlock() {
            throw new PolicyFileException("policy.json:1: no rules");
        }
    }

    private static final class PolicyFileException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private PolicyFileException(String message) {
            super(message);
        }
    }

    @ApplicationScoped
    @Alternative
    @Priority(1)
    static class FailingSettings implements SettingSource {

        @Override
        public Optional<String> value(String key) {
            throw new NullPointerException("on purpose");
        }

        @Override
        public Set<String> keys() {
            return Set.of();
        }
    }

    @ApplicationScoped
    @Alternative
    @Priority(1)
    static class HostSettingsSource implements SettingSource {

        @Override
        public Optional<String> value(String key) {
            return Optional.empty();
        }

        @Override
        public Set<String> keys() {
            return Set.of("cvr0.listen", "cvr0.catalog");
        }
    }

    @ApplicationScoped
    static class OtherVerHandler extends PingHandler {

        OtherVerHandler() {
            super(Verb.VER);
        }
    }

    @ApplicationScoped
    @Alternative
    @Priority(1)
    static class InvalidSettings implements SettingSource {

        private static final SettingSource INVALID =
                SettingSource.of(Map.of("cvr0.ver.answer", "both", "cvr0.policy.timeout", "soon"));

        @Override
        public Optional<String> value(String key) {
            return INVALID.value(key);
        }

        @Override
        public Set<String> keys() {
            return INVALID.keys();
        }
    }
}
