// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.transcript.DialogueResult;
import dev.cvr0.transcript.Transcript;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** A test with an additional handler in the registry of the host. */
record TemporaryHandlerTest(HostUnderTest host, Handler handler) {

    static TemporaryHandlerTest of(
            HostUnderTest host, String verb, BiFunction<Command, Session, CompletionStage<Reply>> function) {
        return new TemporaryHandlerTest(host, new Handler(verb, function));
    }

    /** Handles one verb by a function. */
    record Handler(String verb, BiFunction<Command, Session, CompletionStage<Reply>> function)
            implements CommandHandler {

        @Override
        public Set<Verb> verbs() {
            return Set.of(new Verb(verb));
        }

        @Override
        public CompletionStage<Reply> handle(Command command, Session session) {
            return function.apply(command, session);
        }
    }

    /** Plays dialogues one after the other while the handler is registered. */
    void expect(String dialogues) {
        run(() -> play("dialogue with a handler for " + handler.verb(), dialogues));
    }

    /** Runs a test while the handler is registered. Skips if the registry accepts no handler while the host serves. */
    void run(Runnable test) {
        Optional<Registration> registered = register();
        if (registered.isEmpty()) {
            Skips.skip(host, "a handler for " + handler.verb() + ": the registry accepts none while the host serves");
            return;
        }
        try (Registration registration = registered.get()) {
            test.run();
        }
    }

    /** Plays dialogues one after the other. */
    void play(String source, String dialogues) {
        String mismatches = Transcript.parse(source, "== first\n" + dialogues + "\n").dialogues().stream()
                .map(Timeouts.of(host).player(host.peer())::play)
                .filter(Predicate.not(DialogueResult::passed))
                .map(result -> result.describe(source))
                .collect(Collectors.joining(System.lineSeparator()));
        if (!mismatches.isEmpty()) {
            throw new AssertionFailedError(mismatches);
        }
    }

    private Optional<Registration> register() {
        try {
            return Optional.of(host.registry().register(handler));
        } catch (DuplicateVerbException e) {
            throw e;
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
