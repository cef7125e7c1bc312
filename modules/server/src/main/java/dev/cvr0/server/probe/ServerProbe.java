// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.probe;

import dev.cvr0.server.probe.Outcome.Status;
import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.DialoguePlayer;
import dev.cvr0.transcript.HostCapabilities;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.Statement;
import dev.cvr0.transcript.Step;
import dev.cvr0.transcript.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Plays dialogues against a running server, several at a time. */
public final class ServerProbe {

    private static final Duration QUIET_TIME = Duration.ofMillis(300);

    private static final Transcript INITIAL_REQUESTS = Transcript.parse("initial requests", """
            == VER
            C: VER 1 CVR0
            S: VER 1 CVR0
            == CVQ
            C: CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS example@hotmail.com
            S~ CVQ 1( .*)?|(420|500|710|715|731) 1
            == CVQ after VER
            C: VER 1 CVR0
            S~ .*
            C: CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS example@hotmail.com
            S~ CVQ 2( .*)?|(420|500|710|715|731) 2
            """);

    private final List<Statement> statements = Statement.all();
    private final DialoguePlayer player;
    private final int parallel;
    private final BiConsumer<Integer, Integer> progress;

    /**
     * Creates a probe.
     *
     * @param peer the server; not closed
     * @param timeout the time limit of each step of a dialogue
     * @param parallel the number of dialogues that are played at the same time
     * @param progress receives the numbers of played dialogues and of all dialogues after each dialogue, on any thread
     */
    public ServerProbe(Peer peer, Duration timeout, int parallel, BiConsumer<Integer, Integer> progress) {
        this.player = new DialoguePlayer(peer, timeout, QUIET_TIME.compareTo(timeout) < 0 ? QUIET_TIME : timeout);
        this.parallel = parallel;
        this.progress = progress;
    }

    /**
     * Plays all dialogues of transcripts, unchanged.
     *
     * @param transcripts the transcripts, regardless of their settings
     * @return the outcome of each dialogue, in order
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Outcome> play(List<Transcript> transcripts) throws InterruptedException {
        return playAll(transcripts, (transcript, dialogue) -> play(transcript, dialogue, dialogue));
    }

    /**
     * Plays the conformance dialogues that apply to a server with default settings. Initial requests detect whether the
     * server selects CVR0 and answers CVQ. If not, the dialogues that require this are not played.
     *
     * @param host the capabilities of the server
     * @return the outcome of each dialogue, in order
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Outcome> playConformance(HostCapabilities host) throws InterruptedException {
        List<Outcome> initial = play(List.of(INITIAL_REQUESTS));
        Optional<String> withoutVer = got(initial.get(0)).map(got -> "VER 1 CVR0 does not select CVR0: got " + got);
        Optional<String> withoutCvq = got(initial.get(1))
                .filter(got -> got(initial.get(2)).isPresent())
                .map(got -> "CVQ is not answered: got " + got);
        return playAll(host.conformance(), (transcript, dialogue) -> {
            Optional<String> reason =
                    HostCapabilities.pluginSettings(transcript).isEmpty()
                            ? host.reasonNotApplicable(transcript, dialogue)
                            : Optional.of("the dialogues require other settings of the server");
            if (reason.isPresent()) {
                return new Outcome(transcript, dialogue, Status.NOT_APPLICABLE, reason.get(), List.of(), List.of());
            } else if (withoutCvq.isPresent() && sends(dialogue, "CVQ ")) {
                return notTested(transcript, dialogue, withoutCvq.get(), "cvq-answer");
            } else if (withoutVer.isPresent() && expectsCvr0(dialogue)) {
                return notTested(transcript, dialogue, withoutVer.get(), "ver-cvr0");
            }
            return play(transcript, dialogue, host.adapt(transcript, dialogue));
        });
    }

    private static Outcome notTested(Transcript transcript, Dialogue dialogue, String cause, String statement) {
        return new Outcome(transcript, dialogue, Status.NOT_TESTED, cause, List.of(statement), List.of());
    }

    private static Optional<String> got(Outcome outcome) {
        return outcome.mismatches().stream().findFirst().map(mismatch -> Cause.split(mismatch)[1]);
    }

    private static boolean sends(Dialogue dialogue, String command) {
        return dialogue.steps().stream()
                .anyMatch(step -> step instanceof Step.Send send
                        && send.bytes().text().lines().anyMatch(line -> line.startsWith(command)));
    }

    private static boolean expectsCvr0(Dialogue dialogue) {
        return dialogue.steps().stream()
                .anyMatch(step -> step instanceof Step.ExpectLine answer
                        && answer.content().text().matches("VER .*CVR0"));
    }

    private Outcome play(Transcript transcript, Dialogue dialogue, Dialogue adapted) {
        List<String> mismatches = player.play(adapted).mismatches();
        if (mismatches.isEmpty()) {
            return new Outcome(transcript, dialogue, Status.PASSED, "", List.of(), List.of());
        }
        List<String> violated = statements.stream()
                .filter(statement -> statement.selects(transcript, dialogue))
                .map(Statement::id)
                .toList();
        return new Outcome(transcript, dialogue, Status.FAILED, Cause.of(mismatches.get(0)), violated, mismatches);
    }

    /** Plays or rejects one dialogue. */
    @FunctionalInterface
    private interface Play {
        Outcome apply(Transcript transcript, Dialogue dialogue);
    }

    private List<Outcome> playAll(List<Transcript> transcripts, Play play) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        AtomicInteger played = new AtomicInteger();
        int total = transcripts.stream()
                .mapToInt(transcript -> transcript.dialogues().size())
                .sum();
        try {
            List<Future<Outcome>> running = new ArrayList<>();
            for (Transcript transcript : transcripts) {
                for (Dialogue dialogue : transcript.dialogues()) {
                    running.add(threads.submit(() -> {
                        Outcome outcome = play.apply(transcript, dialogue);
                        progress.accept(played.incrementAndGet(), total);
                        return outcome;
                    }));
                }
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> outcome : running) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a dialogue could not be played", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
