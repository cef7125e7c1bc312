// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.RolloutTest.USERS;
import static dev.cvr0.catalog.RolloutTest.matched;
import static dev.cvr0.catalog.RolloutTest.percent;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RolloutPropertiesTest {

    @Property(tries = 20)
    void shouldMatchExpectedPercentageOfUsers(@ForAll @IntRange(min = 1, max = 100) int percent) {
        int matched = matched(percent + "%", "salt").size();
        double deviation = Math.sqrt(USERS * percent / 100.0 * (1 - percent / 100.0));
        assertThat((double) matched)
                .isBetween(USERS * percent / 100.0 - 5 * deviation, USERS * percent / 100.0 + 5 * deviation);
    }

    @Property(tries = 20)
    void shouldKeepUsersIfPercentageGrows(
            @ForAll @IntRange(min = 1, max = 9999) int hundredths, @ForAll @IntRange(min = 1, max = 500) int more) {
        Set<Integer> before = matched(percent(hundredths), "salt");
        Set<Integer> after = matched(percent(Math.min(10_000, hundredths + more)), "salt");
        assertThat(after).containsAll(before);
    }
}
