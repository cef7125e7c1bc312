// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.logging;

import dev.cvr0.api.text.LogSafeText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Formats each record as one line: time, level, message and, if there is a throwable, its stack trace. Line breaks and tabs
 * become the escapes {@code \n} and {@code \t}. All other characters that are not printable ASCII become escapes such as
 * {@code \u00e9}.
 *
 * <p>The levels are {@code ERROR}, {@code WARN}, {@code INFO}, {@code DEBUG} and {@code TRACE}. Creating an instance makes
 * these names known to {@code java.util.logging}. If the property {@code config} of a {@code logging.properties} contains
 * this class, that file can use the names.
 */
public class LogFormatter extends Formatter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");
    private static final Level TRACE = new NamedLevel("TRACE", Level.FINER);
    private static final List<Level> LEVELS = List.of(
            new NamedLevel("ERROR", Level.SEVERE),
            new NamedLevel("WARN", Level.WARNING),
            Level.INFO,
            new NamedLevel("DEBUG", Level.FINE),
            TRACE);

    /** Creates a formatter; called by {@code java.util.logging}. */
    public LogFormatter() {
        // public, and without parameters
    }

    @Override
    public String format(LogRecord entry) {
        String trace = entry.getThrown() == null ? "" : "\n" + stackTrace(entry.getThrown());
        return time(entry)
                + ' '
                + level(entry.getLevel())
                + ' '
                + oneLine(formatMessage(entry) + trace)
                + System.lineSeparator();
    }

    static String time(LogRecord entry) {
        return TIME.format(entry.getInstant().atZone(ZoneId.systemDefault()));
    }

    static Level level(Level original) {
        return LEVELS.stream()
                .filter(level -> original.intValue() >= level.intValue())
                .findFirst()
                .orElse(TRACE);
    }

    private static String oneLine(String text) {
        return LogSafeText.escape(text.strip().replaceAll("\\R", "\\\\n").replace("\t", "\\t"), Integer.MAX_VALUE);
    }

    static String stackTrace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    /** A level with the value of a standard level. The constructor of the superclass registers the name. */
    private static final class NamedLevel extends Level {

        private static final long serialVersionUID = 1L;

        NamedLevel(String name, Level standard) {
            super(name, standard.intValue());
        }
    }
}
