// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.CatalogStatus.State;
import dev.cvr0.catalog.Explanation.DeterminingRule;
import dev.cvr0.catalog.Explanation.Step;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.EmergencyGuard;
import dev.cvr0.catalog.signing.RollbackGuard;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.source.SignedFileSource;
import dev.cvr0.catalog.source.VerifiedSource;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Emergency documents: their effect on answers, and how long they apply. */
class EmergencySwitchTest {

    private static final SigningKeyPair KEYS = SigningKeyPair.generate();
    private static final SigningKeyPair EMERGENCY = SigningKeyPair.generate();
    private static final TrustedKeys TRUSTED = new TrustedKeys(List.of(KEYS.verifying()));
    private static final Instant CREATED = Instant.parse("2025-12-31T23:00:00Z");

    private static final Catalog CATALOG = SampleCatalogs.read(SampleCatalogs.HEAD + """
            groups:
              german: { locale: '0x0407', traits: [german] }
            rules:
              - name: update
                when: { library: LIB, client-version: { below: 6.1 } }
                recommend: 6.1
                minimum: 2.0
                enforce: close
                download: /d
                fallback: http://example.com
            blocked:
              - { library: LIB, versions: [1.0, 6.10], reason: it crashes }
            unknown-clients:
              - { name: robots, when: { library: ROBOT }, mode: strict }
            """ + SampleCatalogs.TAIL);

    /** The effect of emergencies on one catalog. */
    @Nested
    class Answers {

        @Test
        void shouldAnswerAllClientsTheirOwnVersion() {
            Catalog catalog = CATALOG.with(Optional.of(emergency(5)));

            for (String client : List.of("LIB 1.0", "LIB 2.0", "LIB 6.10", "OTHER 3.0", "ROBOT 1", "NEW 7")) {
                assertThat(catalog.decide(client(client), NOW)).as(client).satisfies(EmergencySwitchTest::isEcho);
            }
            assertThat(CATALOG.decide(client("LIB 2.0"), NOW)).isInstanceOf(Advice.class);
            assertThat(CATALOG.decide(client("LIB 6.10"), NOW)).isInstanceOf(Refused.class);
            assertThat(CATALOG.decide(client("ROBOT 1"), NOW)).isInstanceOf(Refused.class);
            assertThat(CATALOG.decide(client("NEW 7"), NOW)).isInstanceOf(UnknownClient.class);
        }

        @Test
        void shouldAnswerOnlyClientsOfNamedRules() {
            assertThat(relaxedBy("update")).containsExactly("LIB 1.0", "LIB 2.0");
            assertThat(relaxedBy("blocked")).containsExactly("LIB 1.0", "LIB 6.10");
            assertThat(relaxedBy("otherwise", "robots")).containsExactly("LIB 6.10", "OTHER 3.0", "ROBOT 1");
            assertThat(relaxedBy("none", "Update")).isEmpty();
        }

        @Test
        void shouldExplainAnswer() {
            Catalog catalog = CATALOG.with(Optional.of(emergency(6, "update")));
            Explanation explanation = catalog.explain(client("LIB 1.0"), NOW);

            String reason =
                    "emergency of 2025-12-31T23:00:00Z for version 6: the client keeps its version, regardless of"
                            + " update";
            assertThat(explanation.steps().stream().map(Step::toString))
                    .containsExactly("test.yaml:7:5: update: matches", "emergency.sig: emergency: " + reason);
            assertThat(explanation.rule().map(DeterminingRule::name)).contains("update");
            assertThat(explanation.verdict()).isEqualTo(catalog.decide(client("LIB 1.0"), NOW));
            assertThat(explanation.verdict().reason()).isEqualTo(reason);
            assertThat(catalog.rule(client("LIB 1.0"), explanation.verdict().reason(), NOW))
                    .isEqualTo(explanation.rule());
            assertThat(catalog.table(NOW).rows())
                    .filteredOn(row -> row.version().text().equals("1.0"))
                    .allSatisfy(row -> isEcho(row.verdict()));
        }

        @Test
        void shouldKeepTraits() {
            ClientProfile german = SampleClients.of("0x0407 win 4.0 i386 LIB 1.0");

            assertThat(((Advice) CATALOG.with(Optional.of(emergency(5))).decide(german, NOW)).traits())
                    .containsExactly("german");
        }

        @Test
        void shouldKeepAnswerIfVersionIsTooLongForAnEcho() {
            ClientProfile client = client("LIB 1." + "0".repeat(600));
            assertThat(CATALOG.decide(client, NOW)).isInstanceOf(Advice.class);

            assertThat(CATALOG.with(Optional.of(emergency(5))).decide(client, NOW))
                    .isEqualTo(CATALOG.decide(client, NOW));
        }

        private Stream<String> relaxedBy(String... rules) {
            Catalog catalog = CATALOG.with(Optional.of(emergency(5, rules)));
            return Stream.of("LIB 1.0", "LIB 2.0", "LIB 6.10", "OTHER 3.0", "ROBOT 1", "NEW 7")
                    .filter(client -> !catalog.decide(client(client), NOW).equals(CATALOG.decide(client(client), NOW)));
        }
    }

    @Property(tries = 1000)
    void shouldOnlyRelaxAnswers(@ForAll("clients") ClientProfile client, @ForAll("emergencies") Emergency emergency) {
        Verdict normal = CATALOG.decide(client, NOW);
        Catalog catalog = CATALOG.with(Optional.of(emergency));

        Explanation explanation = catalog.explain(client, NOW);

        assertThat(catalog.decide(client, NOW)).isEqualTo(explanation.verdict());
        if (!explanation.verdict().equals(normal)) {
            assertThat(explanation.verdict())
                    .satisfies(verdict -> assertThat(isEchoOf(client, verdict)).isTrue());
        }
        if (emergency.rules().isEmpty()) {
            assertThat(isEchoOf(client, explanation.verdict())).isTrue();
        }
    }

    @Provide
    Arbitrary<ClientProfile> clients() {
        return Combinators.combine(
                        Arbitraries.of("0x0409", "0x0407"),
                        Arbitraries.of("LIB", "OTHER", "ROBOT", "NEW"),
                        Arbitraries.of("1.0", "2.0", "3.0", "6.1", "6.10", "7", "01.0", "b.1"))
                .as((locale, library, version) ->
                        SampleClients.of(locale + " win 4.0 i386 " + library + " " + version));
    }

    @Provide
    Arbitrary<Emergency> emergencies() {
        return Arbitraries.of("update", "blocked", "robots", "otherwise", "none")
                .list()
                .ofMaxSize(3)
                .map(rules -> emergency(5, rules.toArray(String[]::new)));
    }

    /** A signed folder with an emergency document. */
    @Nested
    class SignedFolder {

        @TempDir
        private Path temp;

        private Path folder;

        @BeforeEach
        void publishFirstVersion() throws IOException {
            folder = Files.createDirectory(temp.resolve("catalog.d"));
            publish(5);
        }

        @Test
        void shouldApplyAndLift() {
            ReloadingCatalog reloading = start();
            write(emergency(5, "rule-5", "other"));

            List<String> lines = LogCapture.during(reloading::poll);

            assertThat(echoes(reloading)).isTrue();
            assertThat(reloading.status().emergency()).contains(emergency(5, "other", "rule-5"));
            assertThat(reloading.status().state()).isEqualTo(State.READY);
            assertThat(lines)
                    .containsExactly(
                            "WARNING CVR0-2013: emergency of 2025-12-31T23:00:00Z for version 5 is in force: clients"
                                    + " keep their versions (rules: 2, not in the catalog: 1) until a higher"
                                    + " version of catalog " + folder + " is served");
            assertThat(LogCapture.during(reloading::poll)).isEmpty();

            publish(6);
            lines = LogCapture.during(reloading::poll);

            assertThat(echoes(reloading)).isFalse();
            assertThat(NumberedCatalogs.numberIn(reloading.catalog())).isEqualTo(6);
            assertThat(reloading.status().emergency()).isEmpty();
            assertThat(lines)
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).startsWith("INFO CVR0-2001: "))
                    .contains(
                            "INFO CVR0-2014: emergency of 2025-12-31T23:00:00Z for version 5 is lifted, because a higher"
                                    + " version of catalog " + folder + " is served");
        }

        @Test
        void shouldApplyToANewVersionFromItsFirstAnswer() {
            ReloadingCatalog reloading = start();
            write(emergency(7));
            publish(6);

            reloading.poll();

            assertThat(reloading.status().revision().version()).isEqualTo(6);
            assertThat(echoes(reloading)).isTrue();
        }

        @Test
        void shouldSurviveRemovalAndRestart() throws IOException {
            ReloadingCatalog reloading = start();
            write(emergency(5));
            reloading.poll();
            Files.delete(folder.resolve("emergency.sig"));

            assertThat(LogCapture.during(reloading::poll)).isEmpty();

            assertThat(echoes(reloading)).isTrue();
            assertThat(echoes(start())).isTrue();
            publish(6);
            assertThat(echoes(start())).isFalse();
        }

        @Test
        void shouldReportInvalidDocumentAndServeCatalog() throws IOException {
            ReloadingCatalog reloading = start();
            Files.write(
                    folder.resolve("emergency.sig"),
                    emergency(5).sign(SigningKeyPair.generate().signing()));

            List<String> lines = LogCapture.during(() -> {
                reloading.poll();
                reloading.poll();
            });

            assertThat(echoes(reloading)).isFalse();
            assertThat(reloading.status().state()).isEqualTo(State.ERROR);
            assertThat(reloading.status().errors())
                    .singleElement()
                    .asString()
                    .startsWith(folder + ": the emergency document is not signed with the key of");
            assertThat(lines).singleElement().asString().startsWith("SEVERE CVR0-2015: the emergency document of ");
            publish(6);
            reloading.poll();
            assertThat(NumberedCatalogs.numberIn(reloading.catalog())).isEqualTo(6);
            assertThat(start().status().state()).isEqualTo(State.ERROR);
            Files.delete(folder.resolve("emergency.sig"));
            reloading.poll();
            assertThat(reloading.status().state()).isEqualTo(State.READY);
        }

        @Test
        void shouldApplyWhileContentIsInvalid() throws IOException {
            ReloadingCatalog reloading = start();
            Files.writeString(folder.resolve("catalog.sig"), "damaged");
            write(emergency(5));

            reloading.poll();
            reloading.poll();

            assertThat(reloading.status().state()).isEqualTo(State.ERROR);
            assertThat(echoes(reloading)).isTrue();
        }

        @Test
        void shouldStoreAgainAtTheNextPollIfTheDiskWasFull() throws IOException {
            ReloadingCatalog reloading = start();
            reloading.poll();
            Path obstacle = Files.createDirectories(temp.resolve(".state.emergency.new/x"));
            write(emergency(5));
            reloading.poll();
            assertThat(reloading.status().errors()).singleElement().asString().contains("cannot store the emergency");

            Files.delete(obstacle);
            reloading.poll();

            assertThat(reloading.status().state()).isEqualTo(State.READY);
            Files.delete(folder.resolve("emergency.sig"));
            assertThat(echoes(start())).isTrue();
        }

        @Test
        void shouldNotExtendReplayedDocumentOfALowerVersion() throws IOException {
            Map<String, String> settings = Map.of(
                    "cvr0.catalog", folder.toString(),
                    "cvr0.catalog.public-key", KEYS.verifying().toString(),
                    "cvr0.catalog.emergency-key", EMERGENCY.verifying().toString(),
                    "cvr0.catalog.state", temp.resolve("state").toString());
            publish(6);
            open(settings).close();
            write(emergency(5));
            Files.writeString(folder.resolve("catalog.sig"), "damaged");
            assertThatThrownBy(() -> open(settings)).isInstanceOf(CatalogException.class);

            publish(6);
            write(emergency(7, "rule-9"));
            try (ReloadingCatalog reloading = open(settings)) {
                assertThat(reloading.status().emergency()).contains(emergency(7, "rule-9"));
            }
        }

        @Test
        void shouldNotTreatAddedSignatureAsAnotherVersion() {
            SigningKeyPair second = SigningKeyPair.generate();
            ReloadingCatalog running = start();
            assertThat(new CatalogSigner(second.signing()).addSignature(folder)).isEqualTo(2);
            assertThat(LogCapture.during(running::poll)).isEmpty();
            assertThat(running.status().state()).isEqualTo(State.READY);

            TrustedKeys both = new TrustedKeys(List.of(KEYS.verifying(), second.verifying()), 2);
            ReloadingCatalog reloading = new ReloadingCatalog(
                    new SignedFileSource(folder, both, new RollbackGuard(temp.resolve("state")), new EmergencyGuard()),
                    () -> NOW);

            assertThat(reloading.status().revision().version()).isEqualTo(5);
            assertThat(reloading.status().state()).isEqualTo(State.READY);
        }

        @Test
        void shouldOpenWithSettings() {
            write(emergency(5));
            Map<String, String> settings = new HashMap<>(Map.of(
                    "cvr0.catalog", folder.toString(),
                    "cvr0.catalog.public-key", KEYS.verifying().toString(),
                    "cvr0.catalog.state", temp.resolve("state").toString()));
            try (ReloadingCatalog reloading = open(settings)) {
                assertThat(reloading.status().errors())
                        .singleElement()
                        .asString()
                        .endsWith("the emergency document has no effect on this server; set"
                                + " cvr0.catalog.emergency-key, or remove it");
            }
            settings.put("cvr0.catalog.emergency-key", EMERGENCY.verifying().toString());
            try (ReloadingCatalog reloading = open(settings)) {
                assertThat(echoes(reloading)).isTrue();
                assertThat(temp.resolve("state.emergency")).exists();
            }
            settings.put("cvr0.catalog.emergency-key", KEYS.verifying().toString());
            assertThatThrownBy(() -> open(settings))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("use a key that is not in cvr0.catalog.public-key");
            assertThatThrownBy(() -> open(Map.of(
                            "cvr0.catalog.emergency-key", EMERGENCY.verifying().toString())))
                    .hasMessageContaining("use no value, because cvr0.catalog.public-key is not set");
        }

        private ReloadingCatalog start() {
            return new ReloadingCatalog(
                    new SignedFileSource(
                            folder,
                            TRUSTED,
                            new RollbackGuard(temp.resolve("state")),
                            new EmergencyGuard(temp.resolve("state.emergency"), EMERGENCY.verifying())),
                    () -> NOW);
        }

        private static ReloadingCatalog open(Map<String, String> settings) {
            return ReloadingCatalog.open(NumberedCatalogs.settings(settings), SettingSource.of(settings));
        }

        private void publish(int number) {
            NumberedCatalogs.replace(folder.resolve("a.yaml"), NumberedCatalogs.text(number));
            new CatalogSigner(KEYS.signing())
                    .sign(folder, new SignedRevision(number, Instant.parse("2999-01-01T00:00:00Z")));
        }

        private void write(Emergency emergency) {
            try {
                Files.write(folder.resolve("emergency.sig"), emergency.sign(EMERGENCY.signing()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A shared source that is available or not. */
    @Nested
    class SharedSource {

        @TempDir
        private Path temp;

        private final SignedVersions versions = new SignedVersions();
        private Instant now = NOW;
        private final MemoryPlace place = new MemoryPlace(() -> now);

        @BeforeEach
        void publishFirstVersion() {
            place.publish(versions.version(5));
        }

        @Test
        void shouldApplyToServedCatalogWhileNextVersionIsScheduled() {
            ReloadingCatalog reloading = start();
            place.publish(versions.version(6, NOW.plusSeconds(60)));
            reloading.poll();

            place.publishEmergency(emergency(5).sign(EMERGENCY.signing()));
            reloading.poll();

            assertThat(reloading.status().revision().version()).isEqualTo(5);
            assertThat(echoes(reloading)).isTrue();
            now = NOW.plusSeconds(60);
            reloading.poll();
            assertThat(reloading.status().revision().version()).isEqualTo(6);
            assertThat(echoes(reloading)).isFalse();
        }

        @Test
        void shouldHoldWhileSourceIsUnavailable() {
            ReloadingCatalog reloading = start();
            place.publishEmergency(emergency(5).sign(EMERGENCY.signing()));
            reloading.poll();
            place.setAvailable(false);
            reloading.poll();
            assertThat(echoes(reloading)).isTrue();

            place.setAvailable(true);
            place.emergencies.clear();

            assertThat(echoes(start())).isTrue();
        }

        @Test
        void shouldReportInvalidDocumentAsProblemOfTheServer() {
            ReloadingCatalog reloading = start();
            place.publishEmergency("junk".getBytes(StandardCharsets.UTF_8));

            reloading.poll();

            assertThat(place.lastReport().serving()).isEqualTo(5);
            assertThat(place.lastReport().problem())
                    .contains("not an emergency document; create one with 'cvr0 emergency'");
            assertThat(echoes(reloading)).isFalse();
        }

        @Test
        void shouldNotApplyToHigherVersion() {
            ReloadingCatalog reloading = start();
            place.publishEmergency(emergency(4).sign(EMERGENCY.signing()));
            reloading.poll();
            assertThat(echoes(reloading)).isFalse();
            assertThat(reloading.status().state()).isEqualTo(State.READY);
        }

        private ReloadingCatalog start() {
            return new ReloadingCatalog(
                    new VerifiedSource(
                            place.open(() -> now),
                            versions.trustedKeys(),
                            new RollbackGuard(temp.resolve("state")),
                            new EmergencyGuard(temp.resolve("state.emergency"), EMERGENCY.verifying()),
                            Optional.empty()),
                    () -> now);
        }
    }

    private static Emergency emergency(long version, String... rules) {
        return new Emergency(version, CREATED, List.of(rules));
    }

    private static ClientProfile client(String program) {
        return SampleClients.of("0x0409 win 4.0 i386 " + program);
    }

    /** Tells whether the client of numbered catalogs, which is always below the recommended version, keeps its version. */
    private static boolean echoes(ReloadingCatalog catalog) {
        ClientProfile client = client("LIB 1.0");
        return isEchoOf(client, catalog.catalog().decide(client, NOW));
    }

    private static void isEcho(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Advice.class);
        Advice advice = (Advice) verdict;
        assertThat(Set.copyOf(List.of(advice.recommended(), advice.secondRecommended(), advice.minimum())))
                .hasSize(1);
        assertThat(advice.enforcement()).isEqualTo(Enforcement.ADVISE);
        assertThat(advice.reason()).startsWith("emergency of ");
    }

    private static boolean isEchoOf(ClientProfile client, Verdict verdict) {
        ClientVersion own = client.program().version();
        return verdict instanceof Advice advice
                && List.of(advice.recommended(), advice.secondRecommended(), advice.minimum())
                        .equals(List.of(own, own, own))
                && advice.enforcement() == Enforcement.ADVISE;
    }
}
