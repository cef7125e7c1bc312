// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.condition.ClientAttribute;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.model.Releases;
import dev.cvr0.catalog.model.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds releases without a rule between two releases of the same library that have rules. */
final class CoverageGaps {

    private final Releases releases;
    private final Map<String, Map<ClientVersion, Rule<?>>> first = new HashMap<>();

    CoverageGaps(Releases releases, List<? extends Rule<?>> rules) {
        this.releases = releases;
        rules.forEach(this::note);
    }

    /** Returns a notice for each gap. */
    List<ValidationError> notices() {
        List<ValidationError> notices = new ArrayList<>();
        first.forEach((library, ruled) -> notices(library, ruled, notices));
        notices.sort(Comparator.comparing(ValidationError::location));
        return notices;
    }

    private void note(Rule<?> rule) {
        Set<?> versions = rule.keys(ClientAttribute.CLIENT_VERSION).orElse(releases.versions());
        for (Object library : rule.keys(ClientAttribute.LIBRARY).orElse(releases.libraries())) {
            Map<ClientVersion, Rule<?>> ruled = first.computeIfAbsent((String) library, l -> new HashMap<>());
            releases.versions((String) library).stream()
                    .filter(versions::contains)
                    .forEach(version -> ruled.putIfAbsent(version, rule));
        }
    }

    private void notices(String library, Map<ClientVersion, Rule<?>> ruled, List<ValidationError> notices) {
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

    private static ValidationError notice(String library, List<ClientVersion> gap, Rule<?> older, Rule<?> later) {
        String first = gap.get(0) + (gap.size() > 1 ? " to " + gap.get(gap.size() - 1) : "");
        return new ValidationError(
                later.location(),
                "no rule is for " + LogSafeText.quote(library) + " " + first + ", but "
                        + LogSafeText.quote(older.name()) + " at " + older.location()
                        + " is for the release before and "
                        + LogSafeText.quote(later.name()) + " for the release after: 'otherwise' answers");
    }
}
