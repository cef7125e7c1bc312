// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static java.util.concurrent.CompletableFuture.completedStage;

import dev.cvr0.api.host.AttributeKey;
import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.RequestResult;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.host.Fallback;
import dev.cvr0.host.HandlerRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Handles sign-ins that have no emulator: agrees on the client's first MSNP dialect, answers CVR by the policy, and refuses
 * the first other command with 601. Clients show that as "temporarily unavailable". Clients without an MSNP dialect get the
 * answers of the plugin.
 */
final class AwaySessions implements CommandHandler {

    private static final ErrorCode UNAVAILABLE = new ErrorCode(601);
    private static final AttributeKey<List<Dialect>> OFFERED = AttributeKey.named("offered");
    private static final String MSNP = "MSNP";

    /** Refuses a command with 601. */
    static final Fallback UNAVAILABLE_FALLBACK =
            (command, session) -> completedStage(command.refuse(UNAVAILABLE).andClose());

    private final HandlerRegistry plugin;
    private final VersionService versions;
    private final boolean afterVer;

    private AwaySessions(HandlerRegistry plugin, VersionService versions, boolean afterVer) {
        this.plugin = plugin;
        this.versions = versions;
        this.afterVer = afterVer;
    }

    /**
     * Returns the handlers.
     *
     * @param plugin the handlers of the plugin
     * @param versions decides about clients
     * @param afterVer whether an emulator has already answered VER
     */
    static HandlerRegistry registry(HandlerRegistry plugin, VersionService versions, boolean afterVer) {
        HandlerRegistry registry = new HandlerRegistry(List.of());
        registry.register(new AwaySessions(plugin, versions, afterVer));
        registry.freeze();
        return registry;
    }

    @Override
    public Set<Verb> verbs() {
        return Set.of(Verb.VER, Verb.CVR, Verb.CVQ);
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        boolean signIn = afterVer || session.attribute(OFFERED).isPresent();
        if (!command.verb().equals(Verb.VER)) {
            return signIn ? advise(command, session) : delegate(command, session);
        }
        if (signIn) {
            return completedStage(command.refuse(ErrorCode.NOT_EXPECTED).andClose());
        }
        List<Dialect> offered = new SignIn(command).offered();
        Optional<Dialect> first = offered.stream()
                .filter(dialect -> dialect.name().startsWith(MSNP))
                .findFirst();
        if (first.isEmpty()) {
            return delegate(command, session);
        }
        session.agree(first.get());
        session.attribute(OFFERED, offered);
        return completedStage(command.answer(first.get().name()));
    }

    private CompletionStage<Reply> delegate(Command command, Session session) {
        return plugin.handler(command.verb())
                .map(handler -> handler.handle(command, session))
                .orElseGet(() -> completedStage(new Reply.Declined()));
    }

    private CompletionStage<Reply> advise(Command command, Session session) {
        List<Dialect> offered = session.attribute(OFFERED).orElse(List.of());
        return versions.respond(command, offered, session.remoteAddress()).thenApply(result -> reply(command, result));
    }

    private static Reply reply(Command command, RequestResult result) {
        if (!(result instanceof Decision decision) || decision.advice().isEmpty()) {
            return command.refuse(UNAVAILABLE).andClose();
        }
        Reply.Answer answer = command.answer(decision.advice().get().parameters());
        return decision.enforcement() == Enforcement.CLOSE ? answer.andClose() : answer;
    }
}
