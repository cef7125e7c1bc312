// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/** A connection for each dialogue: connect, VER, CVQ, and the end that the server makes. */
final class DialogueMode {

    private static final int AT_ONCE = 32;

    private final Plan plan;

    DialogueMode(Plan plan) {
        this.plan = plan;
    }

    /** At full rate, then at half of it. */
    List<Section> measure(Generator generator) {
        List<Section> sections = new ArrayList<>();
        try (ServerProcess full = Servers.full();
                ServerProcess canned = Servers.canned("close")) {
            Progress.say("dialogues, " + AT_ONCE + " at once");
            Duel atFullRate = Duel.between(
                    full,
                    canned,
                    plan.rounds(),
                    server -> generator.closedLoop(server.address(), AT_ONCE, plan.time()));
            sections.add(Section.of("Dialogues at full rate", """
                    A connection for each dialogue, %d at once, each followed by the next.
                    """.formatted(AT_ONCE), atFullRate)
                    .bound(
                            Figure.CPU,
                            Bound.atMost(1.10, atFullRate.ratio(Figure.CPU).median()))
                    .bound(
                            Figure.RATE,
                            Bound.atLeast(0.97, atFullRate.ratio(Figure.RATE).median()))
                    .build());
            double half = atFullRate.ofFull(Figure.RATE).median() / 2;
            Progress.say("dialogues at half of the full rate");
            Duel atHalfRate = Duel.between(
                    full, canned, plan.rounds(), server -> generator.openLoop(server.address(), half, plan.time()));
            sections.add(Section.of(
                            "Dialogues at half of the full rate", """
                    %s dialogues begin in each second, by the clock; their time counts from when they should have begun.
                    """.formatted(Spread.number(half)), atHalfRate)
                    .bound(
                            Figure.P99,
                            Bound.atMost(1.15, atHalfRate.ratio(Figure.P99).median()))
                    .build());
        }
        return sections;
    }
}
