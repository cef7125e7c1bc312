// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.source.CatalogFile;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.source.UnsettledException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettledReadingTest {

    private static final Reading WHOLE = content("whole");
    private static final Reading OTHER = content("other");
    private static final Reading BAD = new Reading.Unreadable(new CatalogException(SourceLocation.whole("x"), "bad"));
    private static final Reading UNSTEADY =
            new Reading.Unreadable(new UnsettledException(SourceLocation.whole("x"), "does not fit"));

    @Test
    void firstShouldBeWhatIsFoundUnlessItMayBeTheMiddleOfAChange() {
        assertThat(SettledReading.first(new Looks(WHOLE, OTHER))).isSameAs(WHOLE);
        assertThat(SettledReading.first(new Looks(BAD, WHOLE))).isSameAs(BAD);
        assertThat(SettledReading.first(new Looks(UNSTEADY, UNSTEADY, WHOLE, OTHER)))
                .isSameAs(WHOLE);
    }

    @Test
    void firstShouldGiveUpOnWhatStaysUnsteady() {
        assertThat(SettledReading.first(new Looks(UNSTEADY))).isSameAs(UNSTEADY);
    }

    @Test
    void settledShouldBeWhatIsFoundTwice() {
        assertThat(SettledReading.of(new Looks(OTHER, UNSTEADY, UNSTEADY, WHOLE, BAD, WHOLE, WHOLE, OTHER)))
                .isSameAs(WHOLE);
    }

    @Test
    void settledShouldSayWhatDoesNotFitOrThatNothingStays() {
        assertThat(SettledReading.of(new Looks(UNSTEADY))).isSameAs(UNSTEADY);
        Reading[] restless = new Reading[30];
        for (int look = 0; look < restless.length; look++) {
            restless[look] = content("look " + look);
        }
        assertThat(SettledReading.of(new Looks(restless)).id()).contains("the file is being written");
    }

    private static Reading content(String text) {
        return Snapshot.of(new CatalogFile("x", "x", text.getBytes()));
    }

    /** What is found at one look after the other; the last for ever. */
    private record Looks(Deque<Reading> findings) implements Origin {

        Looks(Reading... findings) {
            this(new ArrayDeque<>(List.of(findings)));
        }

        @Override
        public Path path() {
            return Path.of("x");
        }

        @Override
        public Reading look() {
            return findings.size() > 1 ? findings.pop() : findings.peek();
        }
    }
}
