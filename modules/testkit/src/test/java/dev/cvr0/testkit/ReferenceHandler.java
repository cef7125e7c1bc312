// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.UnknownClientMode;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.api.protocol.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** A second, minimal implementation of VER, CVQ and CVR for the transcripts, independent of the plugin. */
final class ReferenceHandler implements CommandHandler {

    private static final Set<Integer> LOCALES = Set.of(0x0409, 0x0c0a);

    private final Map<String, String> settings;
    private final ReferencePolicy policy = new ReferencePolicy();

    ReferenceHandler(Map<String, String> settings) {
        this.settings = settings;
    }

    static InProcessPeer peer(Map<String, String> settings) {
        RecordingRegistry registry = new RecordingRegistry();
        registry.register(new ReferenceHandler(settings));
        return new InProcessPeer(registry);
    }

    @Override
    public Set<Verb> verbs() {
        return Set.of(Verb.VER, Verb.CVQ, Verb.CVR);
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        return CompletableFuture.completedStage(reply(command, session));
    }

    private Reply reply(Command command, Session session) {
        if (command.verb().equals(Verb.VER)) {
            return ver(command, session);
        }
        boolean inCvr0 = session.agreedDialect().filter(Dialect.CVR0::equals).isPresent();
        String cvrSessions = setting("cvr.sessions", "cvr0");
        if (command.verb().equals(Verb.CVR)
                && session.agreedDialect().isPresent()
                && cvrSessions.equals("all")
                && !inCvr0) {
            Reply reply = cvq(command, session);
            return reply instanceof Reply.Answer answer
                    ? new Reply.Answer(answer.verb(), answer.transactionId(), answer.parameters(), false)
                    : new Reply.Declined();
        }
        if (command.verb().equals(Verb.CVR) && (!inCvr0 || cvrSessions.equals("none"))) {
            return new Reply.Declined();
        }
        boolean early = session.agreedDialect().isEmpty()
                && setting("cvq.require-ver", "false").equals("true");
        boolean late = session.agreedDialect().isPresent() && !inCvr0;
        return early || late ? command.refuse(new ErrorCode(715)).andClose() : cvq(command, session);
    }

    private Reply ver(Command command, Session session) {
        if (session.agreedDialect().isPresent()) {
            return command.refuse(new ErrorCode(715)).andClose();
        }
        List<String> offered = command.parameters().stream()
                .map(dialect -> dialect.toUpperCase(Locale.ROOT))
                .toList();
        List<String> common = Stream.concat(Stream.of(setting("dialects", "").split(",")), Stream.of("CVR0"))
                .filter(dialect -> !dialect.isEmpty() && offered.contains(dialect))
                .toList();
        if (common.isEmpty()) {
            return command.answer("0").andClose();
        }
        session.agree(new Dialect(common.get(0)));
        boolean list = setting("ver.answer", "single").equals("list");
        return command.answer(list ? common.toArray(String[]::new) : new String[] {common.get(0)});
    }

    private Reply cvq(Command command, Session session) {
        List<String> given = command.parameters();
        if (given.size() < 6
                || given.size() > 9
                || given.subList(0, 6).contains("")
                || !given.stream().allMatch(ReferenceHandler::isWellFormed)) {
            return command.refuse(new ErrorCode(731)).andClose();
        }
        Optional<Lcid> locale = Lcid.tryParse(given.get(0)).filter(this::isKnown);
        return locale.isEmpty()
                ? refuse(command, 710, command.verb().equals(Verb.CVR))
                : decide(command, profile(locale.get(), given, session));
    }

    private Reply decide(Command command, ClientProfile client) {
        Verdict verdict = policy.decide(client);
        if (verdict instanceof UnknownClient unknown) {
            String word = setting("policy.unknown-clients", "strict").toUpperCase(Locale.ROOT);
            verdict = UnknownClientMode.valueOf(word)
                    .verdictFor(unknown, client, url("download-url"), url("fallback-url"));
        }
        if (verdict instanceof Advice advice) {
            return command.answer(advice.parameters()).andClose();
        }
        boolean close = setting("cvq.after-unknown-client", "stay-open").equals("close");
        return refuse(command, 420, close || command.verb().equals(Verb.CVR));
    }

    private static Reply refuse(Command command, int code, boolean close) {
        Reply.Refusal refusal = command.refuse(new ErrorCode(code));
        return close ? refusal.andClose() : refusal;
    }

    private static ClientProfile profile(Lcid locale, List<String> given, Session session) {
        List<String> all = new ArrayList<>(given);
        all.add("");
        all.add("");
        ClientProgram program = new ClientProgram(
                locale, all.get(1), all.get(2), all.get(3), all.get(4), ClientVersion.parse(all.get(5)), all.get(6));
        return new ClientProfile(program, all.get(7), List.of(), session.remoteAddress());
    }

    private boolean isKnown(Lcid locale) {
        String more = setting("cvq.additional-locales", "");
        return LOCALES.contains(locale.value())
                || Stream.of(more.split(",")).map(Lcid::tryParse).anyMatch(Optional.of(locale)::equals);
    }

    private static boolean isWellFormed(String text) {
        return text.length() <= 255 && text.codePoints().noneMatch(Token::isControlOrMalformed);
    }

    private String setting(String key, String defaultValue) {
        return settings.getOrDefault("cvr0." + key, defaultValue);
    }

    private DownloadUrl url(String key) {
        return new DownloadUrl(setting("policy.unknown-clients." + key, "http://messenger.msn.com"));
    }
}
