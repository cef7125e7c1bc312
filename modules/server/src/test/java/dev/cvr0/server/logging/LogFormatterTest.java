// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFormatterTest {

    private final LogFormatter formatter = new LogFormatter();

    @ParameterizedTest
    @CsvSource({
        "1100, ERROR",
        "1000, ERROR",
        "900, WARN",
        "800, INFO",
        "700, DEBUG",
        "500, DEBUG",
        "400, TRACE",
        "300, TRACE"
    })
    void shouldNameLevelsByValue(int value, String expected) {
        Level level = Level.parse(String.valueOf(value));

        assertThat(formatter.format(new LogRecord(level, "text")).split(" ")[1]).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ERROR, 1000", "WARN, 900", "INFO, 800", "DEBUG, 500", "TRACE, 400"})
    void shouldMakeLevelNamesKnownToTheConfiguration(String name, int value) {
        assertThat(Level.parse(name).intValue()).isEqualTo(value);
    }

    @Test
    void shouldBeginWithTheTimeInMillisecondsAndItsOffset() {
        LogRecord entry = new LogRecord(Level.INFO, "text");
        entry.setInstant(OffsetDateTime.parse("2026-11-26T16:20:31.12Z").toInstant());

        String time = formatter.format(entry).split(" ")[0];

        assertThat(OffsetDateTime.parse(time).toInstant()).isEqualTo(entry.getInstant());
        assertThat(time).matches("2026-11-2\\dT\\d\\d:\\d\\d:31\\.120[+-]\\d\\d:\\d\\d");
    }

    @Test
    void shouldEscapeLineBreaksAndOtherControlCharacters() {
        LogRecord entry = new LogRecord(Level.INFO, "one\r\ntwo\nthree\u2028four\tfive\u001B[2J \u00e9 C:\\folder\n");

        assertThat(formatter.format(entry))
                .endsWith(" INFO one\\ntwo\\nthree\\nfour\\tfive\\u001b[2J \\u00e9 C:\\folder" + System.lineSeparator())
                .hasLineCount(1);
    }

    @Test
    void shouldFormatParametersAndAppendTheStackTrace() {
        LogRecord entry = new LogRecord(Level.SEVERE, "{0} failed");
        entry.setParameters(new Object[] {"it"});
        entry.setThrown(new IllegalStateException("outer", new IllegalArgumentException("inner\ntext")));

        assertThat(formatter.format(entry))
                .contains(
                        " ERROR it failed\\njava.lang.IllegalStateException: outer\\n\\tat "
                                + getClass().getName(),
                        "\\nCaused by: java.lang.IllegalArgumentException: inner\\ntext\\n\\t")
                .hasLineCount(1);
    }
}
