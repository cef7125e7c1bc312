// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.nio.file.Path;

/** The look at a file that nobody is writing: the same content twice, with a pause between. */
final class SettledReading {

    private static final long PAUSE_MILLIS = 100;
    private static final int MOST_LOOKS = 20;

    private SettledReading() {}

    /** Looks until the content stays, two seconds at most; a file that does not settle is a finding as well. */
    static Reading of(Path file) {
        Reading last = Reading.of(file);
        for (int look = 1; look < MOST_LOOKS && pause(); look++) {
            Reading next = Reading.of(file);
            if (next.id().equals(last.id())) {
                return next;
            }
            last = next;
        }
        return new Reading.Unreadable(new CatalogException(
                Place.whole(file.toString()), "the file is being written, expected one that stays as it is"));
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
