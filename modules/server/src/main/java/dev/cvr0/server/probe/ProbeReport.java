// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.probe;

import dev.cvr0.server.probe.Outcome.Status;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A report of a probe. Dialogues that failed or were not played are grouped by cause, the largest group first.
 *
 * @param server the address of the server
 * @param outcomes the outcome of each dialogue; copied
 * @param duration the duration of the probe
 */
public record ProbeReport(String server, List<Outcome> outcomes, Duration duration) {

    private static final String REFERENCE = "https://github.com/cvr0/cvr0/blob/main/src/docs/protocol.md";
    private static final int MAX_GROUPS = 5;
    private static final int MAX_WIDTH = 105;

    /** Copies the outcomes. */
    public ProbeReport {
        outcomes = List.copyOf(outcomes);
    }

    /** Dialogues with the same status and the same cause. */
    private record Group(Status status, String cause, List<Outcome> outcomes) {

        /** Returns the links to the statements that the dialogues verify, the most frequent first. */
        List<String> links() {
            Map<String, Long> counts = outcomes.stream()
                    .flatMap(outcome -> outcome.statements().stream())
                    .collect(Collectors.groupingBy(id -> id, LinkedHashMap::new, Collectors.counting()));
            return counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .map(statement -> REFERENCE + "#" + statement.getKey())
                    .toList();
        }

        boolean isApplicable() {
            return status != Status.NOT_APPLICABLE;
        }

        @Override
        public String toString() {
            return status + " " + outcomes.size() + ": " + cause;
        }
    }

    /** {@return whether all applicable dialogues have passed} */
    public boolean passed() {
        return count(Status.FAILED) + count(Status.NOT_TESTED) == 0;
    }

    /** {@return the report for a terminal of 120 columns and 24 lines} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Group> groups = groups().stream().filter(Group::isApplicable).toList();
        for (Group group : groups.stream().limit(MAX_GROUPS).toList()) {
            lines.add(cut(group.toString()));
            lines.add(cut("  " + group.outcomes.get(0).position()) + more(group.outcomes.size() - 1));
            List<String> links = group.links();
            links.stream().limit(1).forEach(link -> lines.add("  " + link + more(links.size() - 1)));
        }
        if (groups.size() > MAX_GROUPS) {
            lines.add(groups.size() - MAX_GROUPS + " more causes: see --verbose or --json");
        }
        groups().stream().filter(group -> !group.isApplicable()).forEach(group -> lines.add(cut(group.toString())));
        lines.add(String.format(
                Locale.ROOT,
                "%s: %d dialogues passed, %d failed, %d not tested, %d not applicable (%.1f s)",
                server,
                count(Status.PASSED),
                count(Status.FAILED),
                count(Status.NOT_TESTED),
                count(Status.NOT_APPLICABLE),
                duration.toMillis() / 1000.0));
        return lines;
    }

    /** {@return the outcome of each dialogue, with all mismatches} */
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String name =
                    outcome.transcript().source() + ": " + outcome.dialogue().name();
            boolean played = outcome.status() == Status.PASSED || outcome.status() == Status.FAILED;
            String reason = played ? "" : " (" + outcome.cause() + ")";
            lines.add(outcome.status() + "  " + name + reason);
            outcome.mismatches()
                    .forEach(mismatch -> lines.add("  " + outcome.transcript().source() + ":" + mismatch));
        }
        return lines;
    }

    /** {@return the report with all dialogues that failed or were not played} */
    public JsonObject json() {
        JsonArrayBuilder causes = Json.createArrayBuilder();
        for (Group group : groups()) {
            JsonArrayBuilder dialogues = Json.createArrayBuilder();
            group.outcomes.forEach(outcome -> dialogues.add(json(outcome)));
            causes.add(Json.createObjectBuilder()
                    .add("status", group.status.name())
                    .add("cause", group.cause)
                    .add("statements", Json.createArrayBuilder(group.links()))
                    .add("dialogues", dialogues));
        }
        return Json.createObjectBuilder()
                .add("server", server)
                .add("passed", count(Status.PASSED))
                .add("failed", count(Status.FAILED))
                .add("notTested", count(Status.NOT_TESTED))
                .add("notApplicable", count(Status.NOT_APPLICABLE))
                .add("milliseconds", duration.toMillis())
                .add("causes", causes)
                .build();
    }

    private static JsonObjectBuilder json(Outcome outcome) {
        return Json.createObjectBuilder()
                .add("file", outcome.transcript().source())
                .add("line", outcome.dialogue().line())
                .add("name", outcome.dialogue().name())
                .add("mismatches", Json.createArrayBuilder(outcome.mismatches()));
    }

    private List<Group> groups() {
        Map<List<Object>, List<Outcome>> byCause = outcomes.stream()
                .filter(outcome -> outcome.status() != Status.PASSED)
                .collect(Collectors.groupingBy(
                        outcome -> List.<Object>of(outcome.status(), outcome.cause()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byCause.values().stream()
                .map(group -> new Group(group.get(0).status(), group.get(0).cause(), group))
                .sorted(Comparator.<Group>comparingInt(group -> group.outcomes.size())
                        .reversed())
                .toList();
    }

    private long count(Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    private static String more(int count) {
        return count == 0 ? "" : " and " + count + " more";
    }

    private static String cut(String line) {
        return line.length() <= MAX_WIDTH ? line : line.substring(0, MAX_WIDTH - 3) + "...";
    }
}
