// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Aspect;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.plugin.settings.CvqSettings;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.settings.PolicySettings;
import dev.cvr0.plugin.settings.VerAnswer;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the policy is asked, and when what it said before is said again. */
class KeptVerdictsTest {

    private static final String PROGRAM = "0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS";
    private static final DownloadUrl URL = new DownloadUrl("http://messenger.msn.com");
    private static final Set<Aspect> PROFILE = EnumSet.complementOf(EnumSet.of(Aspect.SURROUNDINGS));

    @Test
    void shouldAskOnceForAllUsersOfAProgram() {
        CountingPolicy policy = new CountingPolicy(Dependence.on(Set.of()));

        try (Desk desk = new Desk(policy)) {
            assertThat(desk.ask("CVQ 1 " + PROGRAM + " a@example.com")).startsWith("CVQ 1 1.0 ");
            assertThat(desk.ask("CVQ 77 " + PROGRAM + " b@example.com")).startsWith("CVQ 77 1.0 ");
            assertThat(desk.ask("CVQ 1 " + PROGRAM + " ")).startsWith("CVQ 1 1.0 ");
        }
    }

    @Test
    void shouldAskEveryTimeWhereThePolicyDeclaresNothing() {
        AtomicInteger questions = new AtomicInteger();

        try (Desk desk = new Desk(client -> advice(questions.incrementAndGet() + ".0"))) {
            assertThat(desk.ask("CVQ 1 " + PROGRAM)).startsWith("CVQ 1 1.0 ");
            assertThat(desk.ask("CVQ 1 " + PROGRAM)).startsWith("CVQ 1 2.0 ");
        }
    }

    @ParameterizedTest
    @EnumSource(Difference.class)
    void shouldAskAgainWhereClientsDifferInWhatCounts(Difference difference) {
        try (Desk desk = new Desk(new CountingPolicy(Dependence.on(difference.aspect)))) {
            assertThat(difference.one.apply(desk)).contains(" 1.0 ");
            assertThat(difference.other.apply(desk)).contains(" 2.0 ");
            assertThat(difference.one.apply(desk)).contains(" 1.0 ");
        }
    }

    @ParameterizedTest
    @EnumSource(Difference.class)
    void shouldNotAskAgainWhereTheyDifferInWhatDoesNotCount(Difference difference) {
        EnumSet<Aspect> others = EnumSet.copyOf(PROFILE);
        others.removeAll(difference.aspect);

        try (Desk desk = new Desk(new CountingPolicy(Dependence.on(others)))) {
            assertThat(difference.one.apply(desk)).contains(" 1.0 ");
            assertThat(difference.other.apply(desk)).contains(difference.aspect.isEmpty() ? " 2.0 " : " 1.0 ");
        }
    }

    @Test
    void shouldAskEveryTimeWhereTheSurroundingsCount() {
        try (Desk desk = new Desk(new CountingPolicy(Dependence.on(Set.of(Aspect.SURROUNDINGS))))) {
            assertThat(desk.ask("CVQ 1 " + PROGRAM)).contains(" 1.0 ");
            assertThat(desk.ask("CVQ 1 " + PROGRAM)).contains(" 2.0 ");
        }
    }

    @Test
    void shouldAskAgainWhenTheRulesAreNew() {
        CountingPolicy policy = new CountingPolicy(Dependence.on(Set.of()));

        try (Desk desk = new Desk(policy)) {
            assertThat(desk.ask("CVQ 1 " + PROGRAM)).contains(" 1.0 ");
            policy.dependence.set(Dependence.on(Set.of()));
            assertThat(desk.ask("CVQ 1 " + PROGRAM)).contains(" 2.0 ");
            assertThat(desk.ask("CVQ 1 " + PROGRAM)).contains(" 2.0 ");
        }
    }

    @Test
    void shouldKeepNothingThatWasDecidedWhileTheRulesWereExchanged() {
        Dependence old = Dependence.on(Set.of());
        CountingPolicy policy = new CountingPolicy(old) {
            @Override
            public Verdict decide(ClientProfile client) {
                dependence.set(Dependence.on(Set.of(Aspect.USER_HANDLE)));
                return super.decide(client);
            }
        };

        try (Desk desk = new Desk(policy)) {
            assertThat(desk.ask("CVQ 1 " + PROGRAM + " a@example.com")).contains(" 1.0 ");
            policy.dependence.set(old);
            assertThat(desk.ask("CVQ 1 " + PROGRAM + " b@example.com")).contains(" 2.0 ");
        }
    }

    @Test
    void shouldCheckTheUserHandleEachTime() {
        try (Desk desk = new Desk(new CountingPolicy(Dependence.on(Set.of())))) {
            desk.ask("CVQ 1 " + PROGRAM + " a@example.com");
            assertThat(desk.ask("CVQ 2 " + PROGRAM + " a%0D@example.com")).isEqualTo("731 2");
            assertThat(desk.ask("CVQ 3 " + PROGRAM + " " + "a".repeat(256))).isEqualTo("731 3");
            assertThat(desk.ask("CVQ 4 " + PROGRAM + " a@example.com")).contains(" 1.0 ");
        }
    }

    @Test
    void shouldKeepNothingOfARequestThatIsRefused() {
        try (Desk desk = new Desk(new CountingPolicy(Dependence.on(Set.of())))) {
            for (int i = 0; i < 2; i++) {
                assertThat(desk.ask("CVQ 1 " + PROGRAM.replace("0x0409", "0x1111")))
                        .isEqualTo("710 1");
                assertThat(desk.ask("CVQ 1 0x0409 winnt")).isEqualTo("731 1");
            }
            assertThat(desk.ask("CVQ 1 " + PROGRAM)).contains(" 1.0 ");
        }
    }

    @Test
    void shouldKeepThatAClientIsUnknown() {
        AtomicInteger questions = new AtomicInteger();
        VersionPolicy policy = declaring(Dependence.on(Set.of()), client -> {
            questions.incrementAndGet();
            return new UnknownClient("nobody is known");
        });

        try (Desk desk = new Desk(policy)) {
            assertThat(desk.ask("CVQ 1 " + PROGRAM)).isEqualTo("420 1");
            assertThat(desk.ask("CVQ 2 " + PROGRAM)).isEqualTo("420 2");
        }
        assertThat(questions).hasValue(1);
    }

    @Test
    void shouldNotKeepTheFallbackOfAPolicyThatFailed() {
        AtomicInteger questions = new AtomicInteger();
        VersionPolicy policy = declaring(Dependence.on(Set.of()), client -> {
            if (questions.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            return advice("8.0");
        });

        try (Desk desk = new Desk(policy)) {
            assertThat(desk.ask("CVQ 1 " + PROGRAM)).contains(" 9.9 ");
            assertThat(desk.ask("CVQ 1 " + PROGRAM)).contains(" 8.0 ");
        }
    }

    @Test
    void shouldAskEveryTimeWhereThePolicyCannotSay() {
        for (Supplier<Dependence> dependence : List.<Supplier<Dependence>>of(KeptVerdictsTest::nothing, () -> {
            throw new IllegalStateException("cannot say");
        })) {
            AtomicInteger questions = new AtomicInteger();
            try (Desk desk = new Desk(declaring(dependence, client -> advice(questions.incrementAndGet() + ".0")))) {
                assertThat(desk.ask("CVQ 1 " + PROGRAM)).contains(" 1.0 ");
                assertThat(desk.ask("CVQ 1 " + PROGRAM)).contains(" 2.0 ");
            }
        }
    }

    @Test
    void shouldNotKeepEverythingThatClientsMakeUp() {
        CountingPolicy policy = new CountingPolicy(Dependence.on(Set.of()));
        int many = 6_000;

        try (Desk desk = new Desk(policy)) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < many; i++) {
                    desk.ask("CVQ 1 0x0409 " + "w".repeat(200) + i + " " + "5".repeat(200) + " " + "i".repeat(200)
                            + " MSNMSGR 6.1.0211 MSMSGS");
                }
            }
        }
        assertThat(policy.questions).hasValueGreaterThan(many + many / 10);
    }

    /** Whatever is asked, and however the rules change in between, each answer is the one that the policy gives now. */
    @Property(tries = 25)
    void shouldSayWhatAnHonestPolicyWouldSay(@ForAll @Size(max = 60) List<@IntRange(max = 999) Integer> steps) {
        ChangingPolicy policy = new ChangingPolicy();

        try (Desk desk = new Desk(policy)) {
            for (int step : steps) {
                if (step % 5 == 0) {
                    policy.change(step);
                }
                String answer = desk.ask("CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6." + step % 2 + " MSMSGS u" + step % 3);
                assertThat(answer).startsWith("CVQ 1 " + policy.version("6." + step % 2, "u" + step % 3) + " ");
            }
        }
    }

    @Test
    void shouldBeWrongOnlyForAPolicyThatDeclaresTooLittle() {
        VersionPolicy liar = declaring(
                Dependence.on(Set.of()), client -> advice(client.userHandle().length() + ".0"));

        try (Desk desk = new Desk(liar)) {
            assertThat(desk.ask("CVQ 1 " + PROGRAM + " abc")).contains(" 3.0 ");
            assertThat(desk.ask("CVQ 1 " + PROGRAM + " abcd")).contains(" 3.0 ");
        }
        try (Desk desk = new Desk(declaring(Dependence.on(Set.of(Aspect.USER_HANDLE)), liar::decide))) {
            assertThat(desk.ask("CVQ 1 " + PROGRAM + " abc")).contains(" 3.0 ");
            assertThat(desk.ask("CVQ 1 " + PROGRAM + " abcd")).contains(" 4.0 ");
        }
    }

    @Test
    void shouldTellEachClientApartByEachParameterOfItsProgram() {
        List<String> parameters = List.of(PROGRAM.split(" "));

        try (Desk desk = new Desk(new CountingPolicy(Dependence.on(Set.of())))) {
            assertThat(desk.ask("CVQ 1 " + PROGRAM + " a")).contains(" 1.0 ");
            IntStream.range(1, parameters.size()).forEach(i -> {
                String other = String.join(" ", replaced(parameters, i, "7.7"));
                assertThat(desk.ask("CVQ 1 " + other + " a")).contains(" " + (i + 1) + ".0 ");
            });
            assertThat(desk.ask("CVQ 1 " + PROGRAM + " a")).contains(" 1.0 ");
            assertThat(desk.ask("CVQ 1 " + PROGRAM + " a ninth")).contains(" " + (parameters.size() + 1) + ".0 ");
            assertThat(desk.ask("CVQ 1 " + PROGRAM)).contains(" " + (parameters.size() + 2) + ".0 ");
        }
    }

    private static List<String> replaced(List<String> texts, int index, String text) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> i == index ? text : texts.get(i))
                .toList();
    }

    private static Advice advice(String version) {
        ClientVersion told = ClientVersion.of(version);
        return new Advice(told, told, told, "http://example.org/a", "http://example.org/", "test");
    }

    private static VersionPolicy declaring(Dependence dependence, Function<ClientProfile, Verdict> decide) {
        return declaring(() -> dependence, decide);
    }

    private static VersionPolicy declaring(Supplier<Dependence> dependence, Function<ClientProfile, Verdict> decide) {
        return new VersionPolicy() {
            @Override
            public Verdict decide(ClientProfile client) {
                return decide.apply(client);
            }

            @Override
            public Dependence dependence() {
                return dependence.get();
            }
        };
    }

    private static Dependence nothing() {
        return new AtomicReference<Dependence>().get();
    }

    /** Two clients with the same program, or with programs that differ, and what would have to count. */
    enum Difference {
        PROGRAMS(
                Set.of(),
                desk -> desk.ask("CVQ 1 " + PROGRAM + " a"),
                desk -> desk.ask("CVQ 1 " + PROGRAM.replace("6.1", "6.2") + " a")),
        HANDLES(
                Set.of(Aspect.USER_HANDLE),
                desk -> desk.ask("CVQ 1 " + PROGRAM + " a"),
                desk -> desk.ask("CVQ 1 " + PROGRAM + " b")),
        DIALECTS(
                Set.of(Aspect.OFFERED_DIALECTS),
                desk -> desk.ask(FakeSession.fresh(), "VER 1 MSNP9 CVR0", "CVQ 1 " + PROGRAM + " a"),
                desk -> desk.ask(FakeSession.fresh(), "VER 1 MSNP8 CVR0", "CVQ 1 " + PROGRAM + " a")),
        ADDRESSES(
                Set.of(Aspect.REMOTE_ADDRESS),
                desk -> desk.ask(FakeSession.from("192.0.2.1"), "CVQ 1 " + PROGRAM + " a"),
                desk -> desk.ask(FakeSession.from("192.0.2.2"), "CVQ 1 " + PROGRAM + " a"));

        private final Set<Aspect> aspect;
        private final Function<Desk, String> one;
        private final Function<Desk, String> other;

        Difference(Set<Aspect> aspect, Function<Desk, String> one, Function<Desk, String> other) {
            this.aspect = aspect;
            this.one = one;
            this.other = other;
        }
    }

    /** Says how often it was asked. */
    private static class CountingPolicy implements VersionPolicy {

        final AtomicReference<Dependence> dependence;
        final AtomicInteger questions = new AtomicInteger();

        CountingPolicy(Dependence dependence) {
            this.dependence = new AtomicReference<>(dependence);
        }

        @Override
        public Verdict decide(ClientProfile client) {
            return advice(questions.incrementAndGet() + ".0");
        }

        @Override
        public Dependence dependence() {
            return dependence.get();
        }
    }

    /** Looks at handles in some editions and not in others, and always says so. */
    private static final class ChangingPolicy implements VersionPolicy {

        private Dependence dependence = Dependence.on(Set.of());
        private int edition;

        void change(int edition) {
            this.edition = edition;
            this.dependence = Dependence.on(looksAtHandles() ? Set.of(Aspect.USER_HANDLE) : Set.of());
        }

        String version(String clientVersion, String handle) {
            return edition + "." + clientVersion.substring(2) + "." + (looksAtHandles() ? handle.substring(1) : "9");
        }

        @Override
        public Verdict decide(ClientProfile client) {
            return advice(version(client.clientVersion().text(), client.userHandle()));
        }

        @Override
        public Dependence dependence() {
            return dependence;
        }

        private boolean looksAtHandles() {
            return edition % 2 == 1;
        }
    }

    /** A running plugin with a policy. */
    private static final class Desk implements AutoCloseable {

        private static final PluginSettings WITH_FALLBACK = new PluginSettings(
                VerAnswer.SINGLE,
                CvqSettings.DEFAULTS,
                new PolicySettings(UnknownClientMode.STRICT, URL, URL, Duration.ofSeconds(2), 1, advice("9.9")));

        private final RecordingRegistry registry = new RecordingRegistry();
        private final StandalonePlugin plugin;

        Desk(VersionPolicy policy) {
            plugin = StandalonePlugin.on(registry)
                    .policy(policy)
                    .settings(WITH_FALLBACK)
                    .start();
        }

        String ask(String line) {
            return ask(FakeSession.fresh(), line);
        }

        String ask(FakeSession session, String... lines) {
            String answer = "";
            for (String line : lines) {
                answer = registry.handle(line, session).line().orElseThrow();
            }
            return answer;
        }

        @Override
        public void close() {
            plugin.close();
        }
    }
}
