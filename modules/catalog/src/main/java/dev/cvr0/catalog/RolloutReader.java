// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.catalog.condition.Rollout;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a share of the users: a percentage, or a mapping with the percentage and a salt. */
final class RolloutReader {

    private static final String PERCENT = "percent";
    private static final String SALT = "salt";
    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,3}(\\.\\d{1,2})?)\\s*%?");

    private final String rule;

    /** A reader for a rule, whose name is the salt if there is no other. */
    RolloutReader(String rule) {
        this.rule = rule;
    }

    Optional<Rollout> read(Value value) {
        if (!value.isMapping()) {
            return hundredths(value).map(share -> new Rollout(share, rule));
        }
        Section section = Section.of(value, List.of(PERCENT, SALT));
        Optional<Integer> share = section.require(PERCENT).flatMap(RolloutReader::hundredths);
        String salt = section.find(SALT).flatMap(Value::remark).orElse(rule);
        return share.map(s -> new Rollout(s, salt));
    }

    private static Optional<Integer> hundredths(Value value) {
        Optional<String> text = value.text();
        Optional<Integer> share = text.map(PERCENTAGE::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher ->
                        new BigDecimal(matcher.group(1)).movePointRight(2).intValueExact())
                .filter(hundredths -> hundredths > 0 && hundredths <= Rollout.PLACES);
        if (text.isPresent() && share.isEmpty()) {
            value.reject("is " + Excerpt.quote(text.get())
                    + ", expected a percentage from 0.01 to 100 with at most two decimals, such as 12.5%");
        }
        return share;
    }
}
