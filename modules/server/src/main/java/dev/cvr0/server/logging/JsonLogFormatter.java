// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.logging;

import dev.cvr0.api.text.LogSafeText;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats each record as one line with a JSON object: {@code time}, {@code level}, {@code logger}, {@code code} if the message
 * has one, {@code message}, and {@code stackTrace} if there is a throwable. The line contains only printable ASCII.
 */
public final class JsonLogFormatter extends LogFormatter {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
    private static final Pattern CODED = Pattern.compile("(CVR0-\\d{4}): (.*)", Pattern.DOTALL);

    /** Creates a formatter; called by {@code java.util.logging}. */
    public JsonLogFormatter() {
        // public, and without parameters
    }

    @Override
    public String format(LogRecord entry) {
        String message = formatMessage(entry);
        Matcher coded = CODED.matcher(message);
        JsonObjectBuilder object = JSON.createObjectBuilder()
                .add("time", time(entry))
                .add("level", level(entry.getLevel()).getName())
                .add("logger", String.valueOf(entry.getLoggerName()));
        if (coded.matches()) {
            object.add("code", coded.group(1)).add("message", coded.group(2));
        } else {
            object.add("message", message);
        }
        if (entry.getThrown() != null) {
            object.add("stackTrace", stackTrace(entry.getThrown()));
        }
        // an escape of this class is one of JSON too
        return LogSafeText.escape(object.build().toString(), Integer.MAX_VALUE) + System.lineSeparator();
    }
}
