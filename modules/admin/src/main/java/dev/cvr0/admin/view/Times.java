// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Parses times and durations in requests. */
final class Times {

    /** The period of client statistics if a request names none. */
    private static final Duration DEFAULT_PERIOD = Duration.ofDays(7);

    private static final Duration MAX_PERIOD = Duration.ofDays(400);

    private Times() {}

    /** Parses a time with an offset; returns the initial value if it is absent. */
    static Instant at(Optional<String> text, Instant initial) {
        try {
            return text.map(OffsetDateTime::parse)
                    .map(OffsetDateTime::toInstant)
                    .orElse(initial);
        } catch (DateTimeException e) {
            throw new ProblemException(
                    Problem.badRequest("at is not a time with an offset; use a time such as 2007-09-12T10:00:00Z or"
                            + " 2007-09-12T10:00+02:00, and write + as %2B in a URL"));
        }
    }

    /** Parses a period before a time, and returns its beginning in whole hours. */
    static Instant since(Optional<String> text, Instant until) {
        try {
            Duration period = text.map(Duration::parse).orElse(DEFAULT_PERIOD);
            if (period.compareTo(Duration.ZERO) >= 0 && period.compareTo(MAX_PERIOD) <= 0) {
                return until.minus(period).truncatedTo(ChronoUnit.HOURS);
            }
        } catch (DateTimeException e) {
            // reported below
        }
        throw new ProblemException(Problem.badRequest(
                "since is not a period of at most 400 days; use days such as P7D, or hours such as PT24H"));
    }
}
