// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.base.PluginLogRecorder;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Starts the plugin in plain Java, without a server. */
class StandalonePluginTest {

    private static final String BEANS_XML = "META-INF/beans.xml";

    private final RecordingRegistry registry = new RecordingRegistry("MSNP8");

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void shouldReadSystemProperties() {
        System.setProperty("cvr0.ver.answer", "list");
        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            assertThat(registry.handle("VER 1 MSNP8 CVR0", FakeSession.fresh()).line())
                    .contains("VER 1 MSNP8 CVR0");
        } finally {
            System.clearProperty("cvr0.ver.answer");
        }
    }

    @Test
    void shouldRegisterEachHandlerOnceIfItsArchiveIsDiscovered() throws IOException {
        assertThat(Collections.list(getClass().getClassLoader().getResources(BEANS_XML)))
                .anyMatch(url -> url.getPath().contains("modules/plugin/target/classes"));

        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            assertThat(registry.verbs()).containsExactlyInAnyOrder(Verb.VER, Verb.CVQ, Verb.CVR);
            assertThat(registry.events()).hasSize(2);
        }
    }

    @Test
    void shouldServeUntilItIsClosed() {
        VersionPolicy policy = client -> new UnknownClient("unknown");
        List<Verdict> verdicts = new ArrayList<>();

        // @start region="start"
        try (StandalonePlugin plugin = StandalonePlugin.on(registry)
                .policy(policy)
                .source(SettingSource.of(Map.of("cvr0.policy.unknown-clients", "echo")))
                .onDecision(decision -> verdicts.add(decision.verdict()))
                .start()) {
            serve(); // the handlers of VER, CVQ and CVR are registered
        }
        // @end

        assertThat(verdicts).singleElement().isInstanceOf(Advice.class);
        assertThat(registry.verbs()).isEmpty();
    }

    @Test
    void shouldIgnoreARepeatedClose() {
        StandalonePlugin plugin = StandalonePlugin.on(registry).start();
        plugin.close();

        assertThatCode(plugin::close).doesNotThrowAnyException();
    }

    private void serve() {
        assertThat(registry.handle("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211", FakeSession.fresh())
                        .line())
                .contains("CVQ 1 6.1.0211 6.1.0211 6.1.0211 http://messenger.msn.com http://messenger.msn.com");
    }

    @Test
    void shouldDiscoverAPolicyInAnotherArchive() {
        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            assertThat(registry.handle(
                                    "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com",
                                    FakeSession.fresh())
                            .line()
                            .orElseThrow())
                    .startsWith("CVQ 1 7.0.0813 ");
        }
    }

    @Test
    void shouldStartIfArchiveDiscoveryIsNotPossible() throws ReflectiveOperationException {
        VersionPolicy policy = client -> new UnknownClient("unknown");
        ClassLoader original = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new NestedJarClassLoader(original));
        try (AutoCloseable plugin = startWithContextClassLoader(Optional.of(policy))) {
            assertThat(registry.events()).hasSize(2);
            assertThat(registry.handle("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211", FakeSession.fresh())
                            .line())
                    .contains("420 1");
        } catch (ReflectiveOperationException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            Thread.currentThread().setContextClassLoader(original);
        }

        assertThat(registry.verbs()).isEmpty();
    }

    @Test
    void shouldReportNestedJarsAsTheReasonForAMissingPolicy() {
        ClassLoader original = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new NestedJarClassLoader(original));
        try {
            assertThatException()
                    .isThrownBy(() -> startWithContextClassLoader(Optional.empty()))
                    .havingCause()
                    .withMessageStartingWith("no bean of type dev.cvr0.api.policy.VersionPolicy: the container did not"
                            + " discover the beans of the application, because their JARs are nested in another JAR or have"
                            + " no META-INF/beans.xml (cvr0-plugin: file:")
                    .withMessageEndingWith(
                            "). Pass the policy to StandalonePlugin.Builder.policy, or start with separate JARs on the class path");
        } finally {
            Thread.currentThread().setContextClassLoader(original);
        }
    }

    @Test
    void shouldWarnIfThePluginInANestedJarDoesNotStart() {
        ClassLoader original = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new NestedJarClassLoader(original));
        try {
            assertThat(PluginLogRecorder.messagesDuring(() -> SeContainerInitializer.newInstance()
                            .addBeanClasses(RecordingRegistry.class)
                            .initialize()
                            .close()))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "CVR0-1010: the plugin does not start, because the container did not discover the beans in"
                                    + " file:")
                    .endsWith(": beans in nested JARs are not discovered; start the plugin with StandalonePlugin, or"
                            + " start with separate JARs on the class path");
        } finally {
            Thread.currentThread().setContextClassLoader(original);
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void shouldNameAParameterThatIsNull() {
        StandalonePlugin.Builder builder = StandalonePlugin.on(registry);

        assertThatNullPointerException()
                .isThrownBy(() -> StandalonePlugin.on(null))
                .withMessage("host");
        assertThatNullPointerException().isThrownBy(() -> builder.policy(null)).withMessage("policy");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.settings(null))
                .withMessage("settings");
        assertThatNullPointerException().isThrownBy(() -> builder.source(null)).withMessage("source");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.onDecision(null))
                .withMessage("observer");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.instance(null, registry))
                .withMessage("type");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.instance(VersionPolicy.class, null))
                .withMessage("instance");
    }

    private AutoCloseable startWithContextClassLoader(Optional<VersionPolicy> policy)
            throws ReflectiveOperationException {
        Class<?> type = Thread.currentThread().getContextClassLoader().loadClass("dev.cvr0.plugin.StandalonePlugin");
        assertThat(type).isNotSameAs(StandalonePlugin.class);
        Object builder = type.getMethod("on", CommandRegistry.class).invoke(null, registry);
        if (policy.isPresent()) {
            builder.getClass().getMethod("policy", VersionPolicy.class).invoke(builder, policy.get());
        }
        return (AutoCloseable) builder.getClass().getMethod("start").invoke(builder);
    }

    /** Hides every beans.xml and loads the plugin itself, like the class loader of an executable JAR with nested JARs. */
    private static final class NestedJarClassLoader extends ClassLoader {

        private NestedJarClassLoader(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith("dev.cvr0.plugin.")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(BEANS_XML) ? Collections.emptyEnumeration() : super.getResources(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
