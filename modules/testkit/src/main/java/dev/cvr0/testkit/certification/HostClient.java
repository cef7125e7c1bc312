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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Plays dialogues against a host with its timeouts, optionally with an additional handler in its registry. */
record HostClient(HostUnderTest host) {

    private static final Logger LOG = System.getLogger("dev.cvr0.testkit");

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

    /** Runs a test while a handler is registered. Skips it if the registry rejects handlers while the host is running. */
    void run(Handler handler, Runnable test) {
        Registration registration;
        try {
            registration = host.registry().register(handler);
        } catch (DuplicateVerbException e) {
            throw e;
        } catch (IllegalStateException e) {
            skip("a handler for " + handler.verb + ": the registry rejects handlers while the host is running");
            return;
        }
        try (registration) {
            test.run();
        }
    }

    /**
     * Reports a test that does not apply to the host: aborts it, or inside a container logs a warning, because Arquillian
     * adapters report an aborted test as failed.
     */
    void skip(String reason) {
        if (host.environment() == TestEnvironment.STANDALONE) {
            throw new TestAbortedException("not tested: " + reason);
        }
        LOG.log(Level.WARNING, "CVR0-9001: not tested: {0}", reason);
    }

    private Duration timeout(int millis) {
        return Duration.ofMillis((long) (millis * host.timeoutFactor()));
    }
}
