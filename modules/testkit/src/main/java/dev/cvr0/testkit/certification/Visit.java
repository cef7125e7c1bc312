// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.host.AttributeKey;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.transcript.DialogueResult;
import dev.cvr0.transcript.Transcript;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** Dialogues with a handler of our own in the host's registry. */
record Visit(HostUnderTest host, Visitor visitor) {

    static Visit to(HostUnderTest host, String verb, BiFunction<Command, Session, CompletionStage<Reply>> answer) {
        return new Visit(host, new Visitor(answer, verb));
    }

    /** Answers the number of the command in its session. */
    static BiFunction<Command, Session, CompletionStage<Reply>> counting() {
        AttributeKey<Integer> key = AttributeKey.named("commands so far");
        return (command, session) -> {
            int count = session.attribute(key).orElse(0) + 1;
            session.attribute(key, count);
            return CompletableFuture.completedStage(command.answer(String.valueOf(count)));
        };
    }

    void expect(String dialogues) {
        Optional<Registration> entered = register();
        if (entered.isEmpty()) {
            LeftOut.because(
                    host, "a handler for " + visitor.verb() + ": the registry takes none while the host serves");
            return;
        }
        try (Registration registration = entered.get()) {
            play(Transcript.parse(visitor.verb(), "== first\n" + dialogues + "\n"));
        }
    }

    private void play(Transcript transcript) {
        String differences = transcript.dialogues().stream()
                .map(Patience.of(host).player(host.peer())::play)
                .filter(result -> !result.passed())
                .map(this::describe)
                .collect(Collectors.joining(System.lineSeparator()));
        if (!differences.isEmpty()) {
            throw new AssertionFailedError(differences);
        }
    }

    private String describe(DialogueResult result) {
        return result.describe("dialogue with a handler for " + visitor.verb());
    }

    private Optional<Registration> register() {
        try {
            return Optional.of(host.registry().register(visitor));
        } catch (DuplicateVerbException e) {
            throw e;
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
