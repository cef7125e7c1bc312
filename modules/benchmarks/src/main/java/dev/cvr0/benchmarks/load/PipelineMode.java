// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/** Many CVQ over a connection that stays open, several of them on their way at once. */
final class PipelineMode {

    private static final int CONNECTIONS = 8;
    private static final int BOUNDED_DEPTH = 16;

    private final Plan plan;

    PipelineMode(Plan plan) {
        this.plan = plan;
    }

    List<Section> measure(Generator generator) {
        List<Section> sections = new ArrayList<>();
        try (ServerProcess full = Servers.keptOpen();
                ServerProcess canned = Servers.canned("keep")) {
            for (int depth : new int[] {1, BOUNDED_DEPTH, 64}) {
                Progress.say("pipelined, " + depth + " at once");
                Duel duel = Duel.between(
                        full,
                        canned,
                        plan.rounds(),
                        server -> generator.pipelined(server.address(), CONNECTIONS, depth, plan.time()));
                sections.add(section(depth, duel));
            }
        }
        return sections;
    }

    private static Section section(int depth, Duel duel) {
        Section.Builder section = Section.of("CVQ, " + depth + " at once", """
                %d connections, each of which sends %d CVQ, waits for all answers and goes on. An answer ends no session here,
                which no real server can be told: the plugin's handlers are wrapped.
                """.formatted(CONNECTIONS, depth), duel);
        return (depth == BOUNDED_DEPTH
                        ? section.bound(
                                Figure.RATE,
                                Bound.atLeast(0.80, duel.ratio(Figure.RATE).median()))
                        : section)
                .build();
    }
}
