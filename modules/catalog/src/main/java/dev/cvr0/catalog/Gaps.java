// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.catalog.condition.Facet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds releases that no rule is for although there are rules for an older and for a later one of the same library. */
final class Gaps {

    private final Releases releases;
    private final Map<String, Map<ClientVersion, Rule<?>>> first = new HashMap<>();

    Gaps(Releases releases, List<? extends Rule<?>> rules) {
        this.releases = releases;
        rules.forEach(this::note);
    }

    /** What to say about them. */
    List<Problem> notices() {
        List<Problem> notices = new ArrayList<>();
        first.forEach((library, ruled) -> notices(library, ruled, notices));
        notices.sort(Comparator.comparing(Problem::place));
        return notices;
    }

    private void note(Rule<?> rule) {
        Set<?> versions = rule.keys(Facet.CLIENT_VERSION).orElse(releases.versions());
        for (Object library : rule.keys(Facet.LIBRARY).orElse(releases.libraries())) {
            Map<ClientVersion, Rule<?>> ruled = first.computeIfAbsent((String) library, l -> new HashMap<>());
            releases.versions((String) library).stream()
                    .filter(versions::contains)
                    .forEach(version -> ruled.putIfAbsent(version, rule));
        }
    }

    private void notices(String library, Map<ClientVersion, Rule<?>> ruled, List<Problem> notices) {
        List<ClientVersion> gap = new ArrayList<>();
        Optional<ClientVersion> before = Optional.empty();
        for (ClientVersion version : releases.history(library)) {
            if (!ruled.containsKey(version)) {
                gap.add(version);
                continue;
            }
            if (before.isPresent() && !gap.isEmpty()) {
                notices.add(notice(library, gap, ruled.get(before.get()), ruled.get(version)));
            }
            gap.clear();
            before = Optional.of(version);
        }
    }

    private static Problem notice(String library, List<ClientVersion> gap, Rule<?> older, Rule<?> later) {
        String first = gap.get(0) + (gap.size() > 1 ? " to " + gap.get(gap.size() - 1) : "");
        return new Problem(
                later.place(),
                "no rule is for " + Excerpt.quote(library) + " " + first + ", but "
                        + Excerpt.quote(older.name()) + " at " + older.place() + " is for the release before and "
                        + Excerpt.quote(later.name()) + " for the release after: 'otherwise' answers");
    }
}
