// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.text.LogSafeText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a time in the future: a duration from now, or an instant. Truncates to seconds. The last valid year is 9999. */
public final class ExpiryConverter implements ITypeConverter<Instant> {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    @Override
    public Instant convert(String text) {
        Instant now = Instant.now();
        return instant(text, now)
                .map(instant -> instant.truncatedTo(ChronoUnit.SECONDS))
                .filter(instant -> instant.isAfter(now) && !instant.isAfter(LATEST))
                .orElseThrow(() -> new TypeConversionException(LogSafeText.quote(text)
                        + " is not a time in the future; expected a duration from now such as P30D or"
                        + " PT12H, or an instant such as 2027-01-31T00:00:00Z"));
    }

    private static Optional<Instant> instant(String text, Instant now) {
        try {
            return Optional.of(text.startsWith("P") ? now.plus(Duration.parse(text)) : Instant.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
