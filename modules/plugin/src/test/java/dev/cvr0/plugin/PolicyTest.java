// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.plugin.settings.CvqSettings;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.settings.PolicySettings;
import dev.cvr0.plugin.settings.VerAnswer;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients are told when the policy is one of the user's. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PolicyTest {

    private static final String CVQ = "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com";
    private static final DownloadUrl URL = new DownloadUrl("http://messenger.msn.com");
    private static final Advice ADVICE = advice("7.0", "http://example.org/a");
    private static final Advice FALLBACK = advice("9.9", "http://fallback.example/");

    @Test
    void shouldAnswerWhatThePolicyOfTheUserSays() {
        assertThat(line(client -> ADVICE)).isEqualTo("CVQ 1 7.0 7.0 7.0 http://example.org/a http://example.org/");
    }

    @Test
    void shouldHandThePolicyAllThatIsKnownOfTheClient() {
        AtomicReference<ClientProfile> seen = new AtomicReference<>();
        RecordingRegistry registry = new RecordingRegistry();
        FakeSession session = FakeSession.from("192.0.2.7");
        try (StandalonePlugin plugin = plugin(registry, client -> {
            seen.set(client);
            return ADVICE;
        })) {
            registry.handle("VER 1 MSNP10 MSNP9 CVR0", session);
            registry.handle(CVQ, session);
        }

        ClientProfile client = seen.get();
        assertThat(client.locale()).hasToString("0x0409");
        assertThat(client.systemType()).isEqualTo("winnt");
        assertThat(client.systemVersion()).isEqualTo("5.1");
        assertThat(client.architecture()).isEqualTo("i386");
        assertThat(client.library()).isEqualTo("MSNMSGR");
        assertThat(client.clientVersion().text()).isEqualTo("6.1.0211");
        assertThat(client.codebase()).isEqualTo("MSMSGS");
        assertThat(client.userHandle()).isEqualTo("a@example.com");
        assertThat(client.offeredDialects()).isEqualTo(Dialect.listOf("MSNP10", "MSNP9", "CVR0"));
        assertThat(client.remoteAddress().getHostAddress()).isEqualTo("192.0.2.7");
    }

    @Test
    void shouldEncodeWhatIsNotAscii() {
        assertThat(line(client -> advice("7.\u00e9", "http://example.org/a"))).contains(" 7.%C3%A9 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/a b",
                "http://example.org/\r\nVER",
                "http://example.org/\t",
                "/relative",
                "javascript:alert(1)",
                ""
            })
    void shouldTakeAdviceThatCannotBeSentForAFailedPolicy(String url) {
        assertThat(line(client -> advice("7.0", url))).isEqualTo("500 1");
        assertThat(line(client -> advice("7.0", url), withFallback())).startsWith("CVQ 1 9.9 9.9 9.9 http://fallback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7 0", "7\n0", "\uFFFD"})
    void shouldTakeAVersionThatCannotBeSentForAFailedPolicy(String version) {
        assertThat(line(client -> advice(version, "http://example.org/"))).isEqualTo("500 1");
    }

    @Test
    void shouldCoverAPolicyThatThrowsOrAnswersNothing() {
        VersionPolicy throwing = client -> {
            throw new IllegalStateException("no");
        };
        VersionPolicy endless = new VersionPolicy() {
            @Override
            public Verdict decide(ClientProfile client) {
                return decide(client);
            }
        };
        for (VersionPolicy failing : List.of(throwing, endless, answeringNull())) {
            Reply reply = reply(failing, PluginSettings.DEFAULTS);
            assertThat(reply.line()).contains("500 1");
            assertThat(reply.endsSession()).isTrue();
            assertThat(line(failing, withFallback())).startsWith("CVQ 1 9.9");
        }
    }

    @Test
    void shouldGiveUpOnAPolicyThatHangs() {
        CountDownLatch never = new CountDownLatch(1);
        PluginSettings impatient = settings(UnknownClientMode.STRICT, Duration.ofMillis(50), 1);
        RecordingRegistry registry = new RecordingRegistry();
        try (StandalonePlugin plugin = StandalonePlugin.on(registry)
                .policy(blocking(client -> {
                    awaitUninterruptibly(never);
                    return ADVICE;
                }))
                .settings(impatient)
                .start()) {
            // One call hangs on the only thread, four wait for it, the sixth finds no place.
            for (int i = 0; i < 6; i++) {
                assertThat(registry.handle(CVQ, FakeSession.fresh()).line()).contains("500 1");
            }
            never.countDown();
        }
    }

    @Test
    void shouldCallAPolicyThatMayBlockOnAThreadOfItsOwn() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();

        String line = line(blocking(client -> {
            thread.complete(Thread.currentThread());
            return ADVICE;
        }));

        assertThat(line).startsWith("CVQ 1 7.0");
        assertThat(thread.join()).isNotSameAs(Thread.currentThread());
        assertThat(thread.join().isDaemon()).isTrue();
    }

    @Test
    void shouldTellTheHostThatAPolicyMayBlock() {
        RecordingRegistry registry = new RecordingRegistry();
        try (StandalonePlugin plugin = plugin(registry, blocking(client -> ADVICE))) {
            assertThat(registry.find(Verb.CVQ).orElseThrow().mayBlock()).isTrue();
            assertThat(registry.find(Verb.VER).orElseThrow().mayBlock()).isFalse();
        }
    }

    @Test
    void shouldCoverABlockingPolicyThatThrows() {
        assertThat(line(blocking(client -> {
                    throw new IllegalStateException("no");
                })))
                .isEqualTo("500 1");
    }

    @Test
    void shouldWelcomeUnknownClientsInTheModesThatDo() {
        VersionPolicy knowsNobody = client -> new UnknownClient("nobody");

        assertThat(line(knowsNobody)).isEqualTo("420 1");
        assertThat(line(knowsNobody, settings(UnknownClientMode.LENIENT, Duration.ofSeconds(2), 1)))
                .isEqualTo("CVQ 1 1.0.0000 1.0.0000 6.1.0211 http://messenger.msn.com http://messenger.msn.com");
        assertThat(line(knowsNobody, settings(UnknownClientMode.ECHO, Duration.ofSeconds(2), 1)))
                .isEqualTo("CVQ 1 6.1.0211 6.1.0211 6.1.0211 http://messenger.msn.com http://messenger.msn.com");
    }

    @ParameterizedTest
    @EnumSource(UnknownClientMode.class)
    void shouldTurnAwayWhomThePolicyRefusesInEveryMode(UnknownClientMode mode) {
        VersionPolicy refusesAll = client -> new Refused("closed");
        assertThat(line(refusesAll, settings(mode, Duration.ofSeconds(2), 1))).isEqualTo("420 1");
    }

    private static String line(VersionPolicy policy) {
        return line(policy, PluginSettings.DEFAULTS);
    }

    private static String line(VersionPolicy policy, PluginSettings settings) {
        return reply(policy, settings).line().orElseThrow();
    }

    private static Reply reply(VersionPolicy policy, PluginSettings settings) {
        RecordingRegistry registry = new RecordingRegistry();
        try (StandalonePlugin plugin =
                StandalonePlugin.on(registry).policy(policy).settings(settings).start()) {
            return registry.handle(CVQ, FakeSession.fresh());
        }
    }

    private static StandalonePlugin plugin(RecordingRegistry registry, VersionPolicy policy) {
        return StandalonePlugin.on(registry).policy(policy).start();
    }

    private static VersionPolicy blocking(VersionPolicy policy) {
        return new VersionPolicy() {
            @Override
            public Verdict decide(ClientProfile client) {
                return policy.decide(client);
            }

            @Override
            public boolean mayBlock() {
                return true;
            }
        };
    }

    @SuppressWarnings("NullAway")
    private static VersionPolicy answeringNull() {
        return client -> null;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                continue; // a policy that does not heed the interrupt
            }
        }
    }

    private static Advice advice(String version, String url) {
        ClientVersion same = ClientVersion.of(version);
        return new Advice(same, same, same, url, "http://example.org/", "test");
    }

    private static PluginSettings withFallback() {
        return policy(new PolicySettings(UnknownClientMode.STRICT, URL, URL, Duration.ofSeconds(2), 1, FALLBACK));
    }

    private static PluginSettings settings(UnknownClientMode mode, Duration timeout, int threads) {
        return policy(new PolicySettings(mode, URL, URL, timeout, threads, null));
    }

    private static PluginSettings policy(PolicySettings policy) {
        return new PluginSettings(VerAnswer.SINGLE, CvqSettings.DEFAULTS, policy);
    }
}
