// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

/** The look at a catalogue that nobody is writing. Waits at most two seconds. */
final class SettledReading {

    private static final long PAUSE_MILLIS = 100;
    private static final int MOST_LOOKS = 20;

    private SettledReading() {}

    /** Looks until the content stays: the same twice, with a pause between. One that does not is a finding as well. */
    static Reading of(Origin origin) {
        Reading last = origin.look();
        for (int look = 1; look < MOST_LOOKS && pause(); look++) {
            Reading next = origin.look();
            if (next.id().equals(last.id()) && !next.isUnsteady()) {
                return next;
            }
            last = next;
        }
        return last.isUnsteady()
                ? last
                : new Reading.Unreadable(new CatalogException(
                        Place.whole(origin.path().toString()),
                        "the file is being written, expected one that stays as it is"));
    }

    /** Looks once, and again as long as what was found may be the middle of a change. */
    static Reading first(Origin origin) {
        Reading found = origin.look();
        for (int look = 1; found.isUnsteady() && look < MOST_LOOKS && pause(); look++) {
            found = origin.look();
        }
        return found;
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
