// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.settings.PolicySettings;
import dev.cvr0.plugin.settings.VerAnswer;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers to CVQ with policies of a user. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PolicyAnswerTest {

    private static final String CVQ = "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com";
    private static final DownloadUrl URL = new DownloadUrl("http://messenger.msn.com");
    private static final Advice ADVICE = advice("7.0", "http://example.org/a");
    private static final Advice FALLBACK = advice("9.9", "http://fallback.example/");

    @Test
    void shouldAnswerWithTheAdviceOfThePolicy() {
        assertThat(line(client -> ADVICE)).isEqualTo("CVQ 1 7.0 7.0 7.0 http://example.org/a http://example.org/");
    }

    @Test
    void shouldPassTheCompleteProfileToThePolicy() {
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
        assertThat(client.program())
                .isEqualTo(new ClientProgram(
                        new Lcid(0x0409),
                        "winnt",
                        "5.1",
                        "i386",
                        "MSNMSGR",
                        ClientVersion.parse("6.1.0211"),
                        "MSMSGS"));
        assertThat(client.userHandle()).isEqualTo("a@example.com");
        assertThat(client.offeredDialects()).isEqualTo(Dialect.listOf("MSNP10", "MSNP9", "CVR0"));
        assertThat(client.remoteAddress().getHostAddress()).isEqualTo("192.0.2.7");
    }

    @Test
    void shouldEncodeNonAsciiText() {
        assertThat(line(client -> advice("7.\u00e9", "http://example.org/a"))).contains(" 7.%C3%A9 ");
    }

    @Test
    void shouldAnswerWithTheFallbackAdviceIfThePolicyThrowsOrReturnsNull() {
        VersionPolicy throwing = client -> {
            throw new IllegalStateException("no");
        };
        VersionPolicy recursive = new VersionPolicy() {
            @Override
            @SuppressWarnings("InfiniteRecursion") // a policy that overflows the stack
            public Verdict decide(ClientProfile client) {
                return decide(client);
            }
        };
        for (VersionPolicy failing : List.of(throwing, recursive, returningNull())) {
            Reply reply = reply(failing, PluginSettings.DEFAULTS);
            assertThat(reply.line()).contains("500 1");
            assertThat(reply.endsSession()).isTrue();
            assertThat(line(failing, withFallback())).startsWith("CVQ 1 9.9");
        }
    }

    @Test
    void shouldAnswer500IfABlockingPolicyThrows() {
        assertThat(line(BlockingPolicyTest.blocking(client -> {
                    throw new IllegalStateException("no");
                })))
                .isEqualTo("500 1");
    }

    @Test
    void shouldApplyTheModeForUnknownClients() {
        VersionPolicy unknownPolicy = client -> new UnknownClient("unknown");

        assertThat(line(unknownPolicy)).isEqualTo("420 1");
        assertThat(line(unknownPolicy, settings(UnknownClientMode.LENIENT, Duration.ofSeconds(2), 1)))
                .isEqualTo("CVQ 1 1.0.0000 1.0.0000 6.1.0211 http://messenger.msn.com http://messenger.msn.com");
        assertThat(line(unknownPolicy, settings(UnknownClientMode.ECHO, Duration.ofSeconds(2), 1)))
                .isEqualTo("CVQ 1 6.1.0211 6.1.0211 6.1.0211 http://messenger.msn.com http://messenger.msn.com");
    }

    @Test
    void shouldRefuseAnUnknownClientIfItsVersionDoesNotFitInTheAnswer() {
        String longVersion = "9".repeat(255);
        RecordingRegistry registry = new RecordingRegistry();
        PluginSettings echo = policy(new PolicySettings(
                UnknownClientMode.ECHO,
                new DownloadUrl("http://example.org/" + "x".repeat(680)),
                new DownloadUrl("http://example.org/" + "y".repeat(680)),
                Duration.ofSeconds(2),
                1,
                FALLBACK));

        try (StandalonePlugin plugin = StandalonePlugin.on(registry)
                .policy(client -> new UnknownClient(""))
                .settings(echo)
                .start()) {
            assertThat(registry.handle(CVQ.replace("6.1.0211", longVersion), FakeSession.fresh())
                            .line())
                    .contains("420 1");
        }
    }

    @ParameterizedTest
    @EnumSource(UnknownClientMode.class)
    void shouldRefuseARefusedClientInEveryMode(UnknownClientMode mode) {
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

    @SuppressWarnings("NullAway")
    private static VersionPolicy returningNull() {
        return client -> null;
    }

    private static Advice advice(String version, String url) {
        ClientVersion same = ClientVersion.parse(version);
        return Advice.recommend(same, new DownloadUrl(url))
                .withMinimum(same)
                .withFallbackUrl(new DownloadUrl("http://example.org/"));
    }

    private static PluginSettings withFallback() {
        return policy(new PolicySettings(UnknownClientMode.STRICT, URL, URL, Duration.ofSeconds(2), 1, FALLBACK));
    }

    private static PluginSettings settings(UnknownClientMode mode, Duration timeout, int threads) {
        return policy(new PolicySettings(mode, URL, URL, timeout, threads, null));
    }

    private static PluginSettings policy(PolicySettings policy) {
        return new PluginSettings(VerAnswer.SINGLE, PluginSettings.DEFAULTS.cvq(), policy);
    }
}
