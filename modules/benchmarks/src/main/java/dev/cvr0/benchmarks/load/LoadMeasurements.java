// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Measures servers under load. */
public final class LoadMeasurements {

    private static final int USERS = 20_000;

    private LoadMeasurements() {}

    /**
     * Measures in the modes that are named.
     *
     * @param plan how long
     * @param modes of {@link #modes}; all if it is empty
     * @return what came out, in the order of the modes' names
     * @throws IllegalStateException if a server gives a wrong answer, or none
     */
    public static List<Section> measure(Plan plan, Set<String> modes) {
        List<Section> sections = new ArrayList<>();
        try (Generator generator = new Generator(Dialogues.of(USERS))) {
            all(plan).forEach((name, mode) -> {
                if (modes.isEmpty() || modes.contains(name)) {
                    sections.addAll(mode.apply(generator));
                }
            });
        }
        return sections;
    }

    /**
     * What can be measured.
     *
     * @return names
     */
    public static Set<String> modes() {
        return all(Plan.whole()).keySet();
    }

    private static Map<String, Function<Generator, List<Section>>> all(Plan plan) {
        return new TreeMap<>(Map.of(
                "dialogue", new DialogueMode(plan)::measure,
                "idle", new IdleMode(plan)::measure,
                "mixed", new MixedMode(plan)::measure,
                "start", new StartMode(plan)::measure));
    }
}
