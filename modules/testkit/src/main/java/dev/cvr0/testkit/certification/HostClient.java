// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.Transcript;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/** Plays dialogues against a host with its timeouts, optionally with an additional handler in its registry. */
record HostClient(HostUnderTest host) {

    /** Handles one verb with a function. */
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

    HostClient {
        double factor = host.timeoutFactor();
        if (!(factor >= 0.1 && factor <= 1000)) {
            throw new IllegalArgumentException("the timeout factor is " + factor + ", expected 0.1 to 1000");
        }
    }

    Duration answerTimeout() {
        return timeout(5000);
    }

    /** Plays dialogues given as text, without the header of the first dialogue. */
    void play(String source, String dialogues) {
        play(source + " failed", List.of(Transcript.parse(source, "== first\n" + dialogues + "\n")));
    }

    /** Plays all dialogues in order. Fails with the heading and the mismatches of all dialogues, one per line. */
    void play(String heading, List<Transcript> transcripts) {
        DialoguePlayer player = new DialoguePlayer(host.peer(), answerTimeout(), timeout(300));
        String mismatches = transcripts.stream()
                .flatMap(transcript -> transcript.dialogues().stream()
                        .map(player::play)
                        .filter(result -> !result.passed())
                        .map(result -> result.describe(transcript.source())))
                .collect(Collectors.joining(System.lineSeparator()));
        if (!mismatches.isEmpty()) {
            throw new AssertionFailedError(heading + ":" + System.lineSeparator() + mismatches);
        }
    }

    /** Runs a test while a handler is registered. Fails if the registry rejects the handler. */
    void run(Handler handler, Runnable test) {
        Registration registration;
        try {
            registration = host.registry().register(handler);
        } catch (DuplicateVerbException e) {
            throw e;
        } catch (IllegalStateException e) {
            throw new AssertionFailedError(
                    "the registry rejects a handler for " + handler.verb + " while the host is running;"
                            + " return false from acceptsHandlers of the host under test, to report this test as not tested",
                    e);
        }
        try (registration) {
            test.run();
        }
    }

    private Duration timeout(int millis) {
        return Duration.ofMillis((long) (millis * host.timeoutFactor()));
    }
}
