// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.util.List;

/** A connection for each dialogue: connect, VER, CVQ, and the end that the server makes. */
final class DialogueMode {

    private static final int AT_ONCE = 32;
    // The last hundredth is a few dialogues that met with something: it takes more rounds to tell whose doing that was.
    private static final int ROUNDS_FOR_TAILS = 3;

    private final Plan plan;

    DialogueMode(Plan plan) {
        this.plan = plan;
    }

    /** At full rate, then at half of it. */
    List<Section> measure(Generator generator) {
        try (ServerProcess full = Servers.full();
                ServerProcess canned = Servers.canned()) {
            Progress.say("dialogues, " + AT_ONCE + " at once");
            PairedComparison atFullRate = PairedComparison.between(
                    full,
                    canned,
                    plan.rounds(),
                    server -> generator.closedLoop(server.address(), AT_ONCE, plan.time()));
            double half = atFullRate.ofFull(Figure.RATE).median() / 2;
            Progress.say("dialogues at half of the full rate");
            PairedComparison atHalfRate = atRate(half, generator, full, canned);
            return List.of(fullRate(atFullRate), halfRate(half, atHalfRate, control(half, generator, canned)));
        }
    }

    private PairedComparison control(double perSecond, Generator generator, ServerProcess canned) {
        Progress.say("canned answers against the same");
        try (ServerProcess other = Servers.canned()) {
            return atRate(perSecond, generator, other, canned);
        }
    }

    private PairedComparison atRate(double perSecond, Generator generator, ServerProcess one, ServerProcess other) {
        return PairedComparison.between(
                one,
                other,
                plan.rounds() * ROUNDS_FOR_TAILS,
                server -> generator.openLoop(server.address(), perSecond, plan.time()));
    }

    private static Section fullRate(PairedComparison comparison) {
        return Section.of("Dialogues at full rate", """
                A connection for each dialogue, %d at once, each followed by the next.
                """.formatted(AT_ONCE), comparison)
                .bound(
                        Figure.CPU,
                        Bound.atMost(1.25, comparison.ratio(Figure.CPU).median()))
                .bound(
                        Figure.RATE,
                        Bound.atLeast(0.85, comparison.ratio(Figure.RATE).median()))
                .bound(
                        Figure.P99,
                        Bound.atMost(1.2, comparison.ratio(Figure.P99).median()))
                .build();
    }

    private static Section halfRate(double perSecond, PairedComparison comparison, PairedComparison control) {
        return Section.of(
                        "Dialogues at half of the full rate",
                        """
                %s dialogues begin in each second, by the clock; their time counts from when they should have begun.
                Two canned servers measured in the same way differ too: the p99 of one is %s times that of the other.
                """.formatted(Range.number(perSecond), control.ratio(Figure.P99)),
                        comparison)
                .build();
    }
}
