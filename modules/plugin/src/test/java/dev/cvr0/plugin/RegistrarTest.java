// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

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
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.api.settings.SettingSource;
import dev.cvr0.testkit.RecordingRegistry;
import dev.cvr0.testkit.RecordingRegistry.Event.Kind;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the plugin makes of the application around it. The catalogue on the class path is the policy. */
class RegistrarTest {

    @Test
    void shouldRegisterAtStartupAndWithdrawAtShutdown() {
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
    void shouldRegisterOnceHoweverOftenItIsStarted() {
        RecordingRegistry registry = new RecordingRegistry();

        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            plugin.bean(Registrar.class).start();
            plugin.bean(Registrar.class).start();

            assertThat(registry.events()).hasSize(2);
        }
    }

    @Test
    void shouldStartAgainAfterItWasStopped() {
        RecordingRegistry registry = new RecordingRegistry();

        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            plugin.bean(Registrar.class).stop();
            plugin.bean(Registrar.class).stop();
            assertThat(registry.verbs()).isEmpty();
            plugin.bean(Registrar.class).start();
            assertThat(registry.verbs()).hasSize(3);
        }
    }

    @Test
    void shouldRegisterHandlersOfOthersToo() {
        HostBean.registry = new RecordingRegistry();

        try (SeContainer container = boot(HostBean.class, PingHandler.class)) {
            assertThat(HostBean.registry.verbs()).contains(new Verb("PNG"), Verb.VER);
        }
    }

    @Test
    void shouldNameAMissingHost() {
        assertThat(problemsOf())
                .startsWith("no bean of type dev.cvr0.api.host.CommandRegistry")
                .contains("beans.xml", "@ApplicationScoped")
                .hasLineCount(1);
    }

    @Test
    void shouldNameTwoHosts() {
        assertThat(problemsOf(HostBean.class, OtherHostBean.class))
                .startsWith("2 beans of type dev.cvr0.api.host.CommandRegistry (")
                .contains(HostBean.class.getName(), OtherHostBean.class.getName(), "@Alternative");
    }

    @Test
    void shouldRefuseAHostWithoutAScopeOfItsOwn() {
        assertThat(problemsOf(DependentHostBean.class))
                .contains(DependentHostBean.class.getName(), "is @Dependent", "make it @ApplicationScoped");
    }

    @Test
    void shouldNameTwoPolicies() {
        assertThat(problemsOf(HostBean.class, SecondPolicy.class))
                .contains("2 beans of type dev.cvr0.api.policy.VersionPolicy (")
                .contains("dev.cvr0.catalog.CatalogPolicy", SecondPolicy.class.getName());
    }

    @Test
    void shouldNameBothHandlersOfOneVerb() {
        assertThat(problemsOf(HostBean.class, OtherVerHandler.class))
                .isEqualToIgnoringWhitespace(message(OtherVerHandler.class.getName(), VerHandler.class.getName()))
                .hasLineCount(1);
    }

    @Test
    void shouldReportEverythingAtOnce() {
        assertThat(problemsOf(BadSettings.class, SecondPolicy.class, PingHandler.class, OtherPingHandler.class)
                        .lines())
                .anyMatch(line -> line.startsWith("no bean of type dev.cvr0.api.host.CommandRegistry"))
                .anyMatch(line -> line.startsWith("2 beans of type dev.cvr0.api.policy.VersionPolicy"))
                .anyMatch(
                        line -> line.startsWith("cvr0.ver.answer: 'both' cannot be used, expected one of single, list"))
                .anyMatch(line -> line.startsWith("cvr0.policy.timeout: 'soon' cannot be used"))
                .anyMatch(line -> line.startsWith("verb PNG is served by"))
                .hasSize(5);
    }

    @Test
    void shouldNameACatalogueThatCannotBeRead() {
        assertThatExceptionOfType(PluginStartException.class)
                .isThrownBy(() -> StandalonePlugin.on(new RecordingRegistry())
                        .configuration(
                                key -> Optional.of("/no/such/catalog.yaml").filter(f -> key.equals("cvr0.catalog")))
                        .start())
                .withMessageContaining("/no/such/catalog.yaml");
    }

    @Test
    void shouldLeaveNothingRegisteredWhenTheHostRefusesAHandler() {
        RecordingRegistry registry = new RecordingRegistry();
        // CVQ is registered by then, since handlers come by the names of their classes.
        Registration own = registry.register(new PingHandler(Verb.VER));

        assertThatExceptionOfType(PluginStartException.class)
                .isThrownBy(() -> StandalonePlugin.on(registry).start())
                .withMessageContaining("the host's registry refused a handler: verb VER is served by");
        assertThat(registry.verbs()).containsExactly(Verb.VER);
        own.close();
    }

    private static String message(String one, String other) {
        return "verb VER is served by " + one + " and cannot be served by " + other + " as well: remove one of them";
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
    }

    @ApplicationScoped
    static class OtherHostBean extends HostBean {}

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
        public Reply handle(Command command, Session session) {
            return new Reply.Declined();
        }
    }

    @ApplicationScoped
    static class OtherPingHandler extends PingHandler {}

    @ApplicationScoped
    static class OtherVerHandler extends PingHandler {

        OtherVerHandler() {
            super(Verb.VER);
        }
    }

    @ApplicationScoped
    @Alternative
    @Priority(1)
    static class BadSettings implements SettingSource {

        @Override
        public Optional<String> find(String key) {
            return Optional.ofNullable(Map.of("cvr0.ver.answer", "both", "cvr0.policy.timeout", "soon")
                    .get(key));
        }
    }
}
