// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/** Many CVQ over a connection that stays open, several of them on their way at once. */
final class PipelineMode {

    private static final int CONNECTIONS = 8;
    private static final int BOUNDED_DEPTH = 16;
    private static final int USERS = 1000;

    private final Plan plan;

    PipelineMode(Plan plan) {
        this.plan = plan;
    }

    List<Section> measure(Generator generator) {
        List<Section> sections = new ArrayList<>();
        try (ServerProcess full = Servers.keptOpen();
                ServerProcess canned = Servers.canned("keep")) {
            for (int depth : new int[] {1, BOUNDED_DEPTH, 64}) {
                sections.add(answered(depth, duel(generator, full, canned, depth)));
            }
        }
        sections.add(refused());
        return sections;
    }

    private Section refused() {
        try (Generator generator = new Generator(Dialogues.refused(USERS));
                ServerProcess full = Servers.full();
                ServerProcess canned = Servers.canned("keep", Dialogues.REFUSAL)) {
            return Section.of(
                            "CVQ that is refused, " + BOUNDED_DEPTH + " at once",
                            """
                    The server of the distribution, and programs that it does not know: 420 does not end a session.
                    """,
                            duel(generator, full, canned, BOUNDED_DEPTH))
                    .build();
        }
    }

    private Duel duel(Generator generator, ServerProcess full, ServerProcess canned, int depth) {
        Progress.say("pipelined, " + depth + " at once");
        return Duel.between(
                full,
                canned,
                plan.rounds(),
                server -> generator.pipelined(server.address(), CONNECTIONS, depth, plan.time()));
    }

    private static Section answered(int depth, Duel duel) {
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
