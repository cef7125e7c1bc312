// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsTable;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy in a CDI container. */
class CatalogPolicyTest {

    private static final ClientProfile CLIENT = SampleClients.of("0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602");
    private static final Map<String, String> CONFIGURATION = new HashMap<>();

    @BeforeEach
    void clear() {
        CONFIGURATION.clear();
        Recorder.EXPLAINED.clear();
    }

    @Test
    void shouldUseBundledCatalogByDefault() {
        try (SeContainer container = start()) {
            VersionPolicy policy = container.select(VersionPolicy.class).get();
            assertThat(policy).isInstanceOf(CatalogPolicy.class).isNotExactlyInstanceOf(CatalogPolicy.class);
            assertThat(policy.decide(CLIENT).reason()).isEqualTo("msnmsgr-6-on-nt");
            assertThat(policy.mayBlock()).isFalse();
        }
    }

    @Test
    void shouldUseConfiguredFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("own.yaml"), SampleCatalogs.HEAD + "rules: []\n" + SampleCatalogs.TAIL);
        CONFIGURATION.put("cvr0.catalog", " " + file + " ");
        try (SeContainer container = start()) {
            assertThat(catalog(container).catalog().source()).isEqualTo(file.toString());
            assertThat(decide(container, "LIB 2.0").reason()).isEqualTo("otherwise");
        }
    }

    @Test
    void shouldReportAtStartThatUnreadableVersionsAreRefusedDespiteRules(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("own.yaml"),
                SampleCatalogs.HEAD + "unknown-clients: echo\nrules: []\n" + SampleCatalogs.TAIL);
        CONFIGURATION.put("cvr0.catalog", file.toString());
        assertThat(LogCapture.during(() -> start().close())).anyMatch(line -> line.startsWith("INFO CVR0-2007: "));
        CONFIGURATION.put("cvr0.policy.unknown-clients", "echo");
        assertThat(LogCapture.during(() -> start().close())).noneMatch(line -> line.contains("CVR0-2007"));
    }

    @Test
    void shouldEvaluateRulesAtConfiguredTime(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("own.yaml"),
                SampleCatalogs.HEAD + "rules: [{ name: later, when: {}, from: 2026-12-23T00:00Z, "
                        + SampleCatalogs.ANSWER + " }]\n" + SampleCatalogs.TAIL);
        CONFIGURATION.put("cvr0.catalog", file.toString());
        for (String at : List.of("2026-12-22T00:00Z", "2026-12-24T00:00Z")) {
            CONFIGURATION.put("cvr0.catalog.at", at);
            try (SeContainer container = start()) {
                assertThat(decide(container, "LIB 2.0").reason())
                        .isEqualTo(at.startsWith("2026-12-22") ? "otherwise" : "later");
            }
        }
    }

    @Test
    void shouldPassExplanationOfReturnedVerdictToListener() {
        try (SeContainer container = start(Recorder.class)) {
            Verdict verdict = container.select(VersionPolicy.class).get().decide(CLIENT);
            assertThat(Recorder.EXPLAINED).singleElement().satisfies(explanation -> {
                assertThat(explanation.verdict()).isSameAs(verdict);
                assertThat(explanation.steps()).last().asString().endsWith("msnmsgr-6-on-nt: matches");
            });
        }
    }

    @Test
    void shouldFindTheRuleBehindADecision(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("own.yaml"), """
                format: 1
                releases: { LIB: [1.0, 2.0, 3.0, 4.0] }
                blocked: [{ library: LIB, versions: 3.0, reason: broken }]
                floors: [{ library: LIB, before: 4.0, via: 2.0, download: http://a.example/, fallback: http://a.example/ }]
                rules:
                  - name: not four
                    when: { client-version: [1.0, 2.0, 3.0] }
                    recommend: 4.0
                    minimum: 2.0
                    download: http://a.example/
                    fallback: http://a.example/
                unknown-clients: [{ name: others, when: { library: OTHER }, mode: strict }]
                otherwise: { recommend: own, minimum: own, download: http://a.example/, fallback: http://a.example/ }
                """);
        CONFIGURATION.put("cvr0.catalog", file.toString());
        try (SeContainer container = start()) {
            assertThat(match(container, "LIB 2.0", "not four")).isEqualTo("not four at 6");
            assertThat(match(container, "LIB 1.0", "not four; 2.0 must be installed first"))
                    .isEqualTo("not four at 6");
            assertThat(match(container, "LIB 3.0", "not four; 3.0 is blocked: broken"))
                    .isEqualTo("not four at 6");
            assertThat(match(container, "OTHER 1.0", "others: library 'OTHER' is not listed under releases"))
                    .isEqualTo("others at 12");
            assertThat(match(container, "LIB 4.0", "otherwise")).isEqualTo("otherwise at 13");
            assertThat(match(container, "LIB 2.0", "decorated: not four")).isEqualTo("no rule");
        }
    }

    private static String match(SeContainer container, String program, String reason) {
        CatalogPolicy policy = container.select(CatalogPolicy.class).get();
        ClientProfile client = SampleClients.of("0x0409 winnt 5.1 i386 " + program);
        if (!reason.startsWith("decorated: ")) {
            assertThat(policy.decide(client).reason()).isEqualTo(reason);
        }
        RuleMatch match = policy.match(
                new Decision(Verb.CVR, client, new Verdict.Refused(reason), Decision.Outcome.REFUSED, Duration.ZERO));
        assertThat(match.catalog()).isEqualTo(policy.status());
        return match.rule()
                .map(rule -> rule.name() + " at " + rule.location().line())
                .orElse("no rule");
    }

    @Test
    void shouldBeDecorated() {
        try (SeContainer container = start(Annotating.class)) {
            assertThat(decide(container, "MSNMSGR 6.0.0602").reason()).isEqualTo("decorated: msnmsgr-6-on-nt");
        }
    }

    @Test
    void shouldCloseCatalogWithContainer(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("catalog.yaml");
        NumberedCatalogs.replace(file, NumberedCatalogs.text(1));
        CONFIGURATION.put("cvr0.catalog", file.toString());
        CONFIGURATION.put("cvr0.catalog.reload", "1ms");
        start().close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("cvr0-catalog-")) {
                thread.join(60_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    void shouldDeclareAllSettings() {
        try (SeContainer container = start()) {
            assertThat(container.select(SettingsTable.class).get().settings())
                    .extracting(Object::toString)
                    .containsExactly(
                            "cvr0.catalog",
                            "cvr0.catalog.reload",
                            "cvr0.catalog.grace",
                            "cvr0.catalog.public-key",
                            "cvr0.catalog.signatures-required",
                            "cvr0.catalog.emergency-key",
                            "cvr0.catalog.state",
                            "cvr0.node",
                            "cvr0.catalog.at");
        }
    }

    @Test
    void shouldFailAtStartIfFileIsMissing(@TempDir Path folder) {
        CONFIGURATION.put("cvr0.catalog", folder.resolve("none.yaml").toString());
        assertThatThrownBy(CatalogPolicyTest::start)
                .hasStackTraceContaining("none.yaml: cannot read the file: no such file");
    }

    @Test
    void shouldFailAtStartIfSettingIsInvalid() {
        CONFIGURATION.put("cvr0.catalog", "a\0b");
        CONFIGURATION.put("cvr0.catalog.reload", "soon");
        assertThatThrownBy(CatalogPolicyTest::start)
                .hasStackTraceContaining(InvalidSettingsException.class.getName())
                .hasStackTraceContaining("cvr0.catalog: 'a\\u0000b' is invalid; use the path of a file or folder")
                .hasStackTraceContaining("cvr0.catalog.reload: 'soon' is invalid");
    }

    @Test
    void shouldNotReadCatalogIfPolicyIsReplaced(@TempDir Path folder) {
        CONFIGURATION.put("cvr0.catalog", folder.resolve("none.yaml").toString());
        try (SeContainer container = start(OtherPolicy.class)) {
            assertThat(container.select(VersionPolicy.class).get()).isInstanceOf(OtherPolicy.class);
        }
    }

    private static SeContainer start(Class<?>... beans) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(CatalogPolicy.class, CatalogBeans.class, Configuration.class)
                .addBeanClasses(beans)
                .initialize();
    }

    private static ReloadingCatalog catalog(SeContainer container) {
        return container.select(ReloadingCatalog.class).get();
    }

    private static Verdict decide(SeContainer container, String program) {
        return container.select(VersionPolicy.class).get().decide(SampleClients.of("0x0409 winnt 5.1 i386 " + program));
    }

    /** Provides the configuration. */
    @ApplicationScoped
    static class Configuration {

        @Produces
        static SettingSource source() {
            return SettingSource.of(CONFIGURATION);
        }
    }

    /** Records the explanations. */
    @ApplicationScoped
    static class Recorder implements ExplanationListener {

        static final List<Explanation> EXPLAINED = new ArrayList<>();

        @Override
        public void explained(ClientProfile client, Explanation explanation) {
            EXPLAINED.add(explanation);
        }
    }

    /** Adds a prefix to each reason. */
    @Decorator
    @Priority(1)
    static class Annotating implements VersionPolicy {

        private final VersionPolicy decorated;

        @Inject
        Annotating(@Delegate VersionPolicy decorated) {
            this.decorated = decorated;
        }

        @Override
        public Verdict decide(ClientProfile client) {
            return new Verdict.Refused("decorated: " + decorated.decide(client).reason());
        }
    }

    /** Replaces the catalog. */
    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class OtherPolicy implements VersionPolicy {

        @Override
        public Verdict decide(ClientProfile client) {
            return new Verdict.UnknownClient("");
        }
    }
}
