// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.InvalidRequest;
import dev.cvr0.api.policy.RequestResult;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.FakeSession;
import dev.cvr0.testkit.RecordingRegistry;
import dev.cvr0.testkit.TestClient;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class VersionServiceTest {

    private static final String LINE = "CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS a@example.com";
    private static final String UNREADABLE = "CVR 2 0x0409 winnt 5.1 i386 MSNMSGR b.0.0328 MSMSGS a@example.com";
    private static final Advice ADVICE = Advice.recommend(
                    ClientVersion.parse("7.0.0813"), new DownloadUrl("https://example.com/setup.exe"))
            .withMinimum(ClientVersion.parse("6.2.0205"));
    private static final Map<String, String> ECHO = Map.of("cvr0.policy.unknown-clients", "echo");
    private static final Map<String, String> ALL = Map.of("cvr0.cvr.sessions", "all");
    private static final Map<String, String> WITH_FALLBACK = Map.of(
            "cvr0.policy.fallback.recommended", "7.0.0813",
            "cvr0.policy.fallback.minimum", "6.2.0205",
            "cvr0.policy.fallback.download-url", "https://example.com/setup.exe",
            "cvr0.policy.fallback.fallback-url", "https://example.com/");

    private final Queue<Decision> events = new ConcurrentLinkedQueue<>();

    @Test
    void shouldDecideAboutAProfile() {
        ClientProfile client = TestClient.messenger("6.0.0602").profile();

        Decision decision = with(
                Map.of(),
                c -> ADVICE.withEnforcement(Enforcement.CLOSE),
                plugin -> plugin.versions()
                        .decide(Verb.CVR, client)
                        .toCompletableFuture()
                        .join());

        assertThat(decision.outcome()).isEqualTo(Outcome.DECIDED);
        assertThat(decision.client()).isEqualTo(client);
        assertThat(decision.advice()).contains(ADVICE.withEnforcement(Enforcement.CLOSE));
        assertThat(decision.belowMinimum()).isTrue();
        assertThat(decision.enforcement()).isEqualTo(Enforcement.CLOSE);
        assertThat(decision.error()).isEmpty();
        assertThat(events).containsExactly(decision);
    }

    @Test
    void shouldPreviewWithAnotherPolicyAndTheSameSettings() {
        Decision decision = with(
                ECHO,
                client -> {
                    throw new IllegalStateException("the policy in use was called");
                },
                plugin -> (Decision) plugin.versions()
                        .preview(client -> new UnknownClient("unknown"))
                        .respond(Command.tryParse(LINE).orElseThrow(), List.of(), InetAddress.getLoopbackAddress())
                        .toCompletableFuture()
                        .join());

        assertThat(decision.outcome()).isEqualTo(Outcome.UNKNOWN_CLIENT_ALLOWED);
        assertThat(events).isEmpty();
    }

    @Test
    void shouldPublishADecisionForEveryOutcome() {
        assertThat(respond(Map.of(), LINE, client -> ADVICE).error()).isEmpty();
        assertThat(respond(ECHO, LINE, client -> new UnknownClient("unknown")).error())
                .isEmpty();
        assertThat(respond(Map.of(), LINE, client -> new UnknownClient("unknown"))
                        .error())
                .contains(ErrorCode.UNKNOWN_CLIENT);
        assertThat(respond(ECHO, LINE, client -> new Refused("refused")).error())
                .contains(ErrorCode.UNKNOWN_CLIENT);
        assertThat(respond(Map.of(), UNREADABLE, client -> ADVICE).error()).contains(ErrorCode.UNKNOWN_CLIENT);
        assertThat(respond(WITH_FALLBACK, LINE, VersionServiceTest::fail).error())
                .isEmpty();
        assertThat(respond(Map.of(), LINE, VersionServiceTest::fail).error()).contains(ErrorCode.SERVER_FAILURE);

        assertThat(events)
                .extracting(Decision::outcome)
                .containsExactly(
                        Outcome.DECIDED,
                        Outcome.UNKNOWN_CLIENT_ALLOWED,
                        Outcome.REFUSED,
                        Outcome.REFUSED,
                        Outcome.REFUSED,
                        Outcome.FALLBACK,
                        Outcome.FAILED);
        assertThat(events).extracting(Decision::verb).containsOnly(Verb.CVR);
        assertThat(events).allMatch(decision -> !decision.duration().isNegative());
        assertThat(events)
                .last()
                .extracting(decision -> decision.verdict().reason())
                .isEqualTo("the policy failed: it threw java.lang.IllegalStateException: on purpose");
    }

    @Test
    void shouldReportInvalidParametersWithoutAskingThePolicy() {
        assertThat(respond(Map.of(), "CVR 2 0x1111 winnt 5.1 i386 MSNMSGR 6.0.0602", VersionServiceTest::fail))
                .isInstanceOfSatisfying(InvalidRequest.class, invalid -> {
                    assertThat(invalid.code()).isEqualTo(ErrorCode.UNKNOWN_LOCALE);
                    assertThat(invalid.descriptions())
                            .singleElement()
                            .asString()
                            .startsWith("locale '0x1111' must be ");
                });
        assertThat(events).isEmpty();
    }

    @Test
    void shouldAnswerCvrInASessionOfTheHostAndKeepItOpen() {
        Reply reply = inHostSession(LINE, client -> ADVICE);

        assertThat(reply.line()).hasValueSatisfying(line -> assertThat(line).startsWith("CVR 2 7.0.0813"));
        assertThat(reply.endsSession()).isFalse();
    }

    @Test
    void shouldEndASessionOfTheHostIfTheMinimumIsEnforced() {
        assertThat(inHostSession(LINE, client -> ADVICE.withEnforcement(Enforcement.CLOSE))
                        .endsSession())
                .isTrue();
        assertThat(inHostSession(LINE, client -> ADVICE.withEnforcement(Enforcement.REJECT))
                        .endsSession())
                .isTrue();
        assertThat(inHostSession(
                                LINE.replace("6.0.0602", "6.2.0205"),
                                client -> ADVICE.withEnforcement(Enforcement.CLOSE))
                        .endsSession())
                .isFalse();
    }

    @Test
    void shouldLeaveRequestsWithAnErrorToTheHost() {
        assertThat(inHostSession("CVR 2 spaghetti", client -> ADVICE)).isInstanceOf(Reply.Declined.class);
        assertThat(inHostSession(UNREADABLE, client -> ADVICE)).isInstanceOf(Reply.Declined.class);
        assertThat(inHostSession(LINE, client -> new UnknownClient("unknown"))).isInstanceOf(Reply.Declined.class);
        assertThat(inHostSession(LINE, client -> new Refused("refused"))).isInstanceOf(Reply.Declined.class);
        assertThat(inHostSession(LINE, VersionServiceTest::fail)).isInstanceOf(Reply.Declined.class);
    }

    private Reply inHostSession(String line, VersionPolicy policy) {
        RecordingRegistry registry = new RecordingRegistry();
        try (StandalonePlugin plugin = StandalonePlugin.on(registry)
                .policy(policy)
                .source(SettingSource.of(ALL))
                .start()) {
            FakeSession session = FakeSession.fresh();
            session.agree(new Dialect("MSNP8"));
            return registry.handle(line, session);
        }
    }

    @Test
    void shouldReplyAsACvr0SessionDoes() {
        String advised =
                " 2 7.0.0813 7.0.0813 6.2.0205 https://example.com/setup.exe https://example.com/setup.exe close";
        Map<String, String> closing = Map.of("cvr0.cvq.after-unknown-client", "close");
        String locale = "2 0x1111 winnt 5.1 i386 MSNMSGR 6.0.0602";

        assertThat(reply(Map.of(), LINE, client -> ADVICE)).isEqualTo("CVR" + advised);
        assertThat(reply(Map.of(), LINE.replace("CVR", "CVQ"), client -> ADVICE))
                .isEqualTo("CVQ" + advised);
        assertThat(reply(Map.of(), UNREADABLE, client -> ADVICE)).isEqualTo("420 2 close");
        assertThat(reply(Map.of(), UNREADABLE.replace("CVR", "CVQ"), client -> ADVICE))
                .isEqualTo("420 2");
        assertThat(reply(closing, UNREADABLE.replace("CVR", "CVQ"), client -> ADVICE))
                .isEqualTo("420 2 close");
        assertThat(reply(Map.of(), "CVR " + locale, client -> ADVICE)).isEqualTo("710 2 close");
        assertThat(reply(closing, "CVQ " + locale, client -> ADVICE)).isEqualTo("710 2");
        assertThat(reply(Map.of(), "CVQ 2 spaghetti", client -> ADVICE)).isEqualTo("731 2 close");
        assertThat(reply(Map.of(), LINE.replace("CVR", "CVQ"), VersionServiceTest::fail))
                .isEqualTo("500 2 close");
    }

    private String reply(Map<String, String> settings, String line, VersionPolicy policy) {
        RequestResult result = respond(settings, line, policy);
        Command command = Command.tryParse(line).orElseThrow();
        Reply reply = with(settings, policy, plugin -> plugin.versions().reply(command, result));
        return reply.line().orElse("") + (reply.endsSession() ? " close" : "");
    }

    private RequestResult respond(Map<String, String> settings, String line, VersionPolicy policy) {
        Command command = Command.tryParse(line).orElseThrow();
        return with(
                settings,
                policy,
                plugin -> plugin.versions()
                        .respond(command, List.of(), InetAddress.getLoopbackAddress())
                        .toCompletableFuture()
                        .join());
    }

    private <T> T with(Map<String, String> settings, VersionPolicy policy, Function<StandalonePlugin, T> use) {
        try (StandalonePlugin plugin = StandalonePlugin.on(new RecordingRegistry())
                .policy(policy)
                .source(SettingSource.of(settings))
                .onDecision(events::add)
                .start()) {
            return use.apply(plugin);
        }
    }

    private static Advice fail(ClientProfile client) {
        throw new IllegalStateException("on purpose");
    }
}
