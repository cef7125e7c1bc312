// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.OffsetDateTime;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLogFormatterTest {

    private final JsonLogFormatter formatter = new JsonLogFormatter();

    @Test
    void shouldWriteAnObject() {
        LogRecord entry = new LogRecord(Level.SEVERE, "CVR0-1004: {0} failed");
        entry.setInstant(OffsetDateTime.parse("2026-11-26T16:20:31.12Z").toInstant());
        entry.setLoggerName("dev.cvr0.plugin");
        entry.setParameters(new Object[] {"it"});

        JsonObject object = parse(entry);

        assertThat(object.keySet()).containsExactly("time", "level", "logger", "code", "message");
        assertThat(OffsetDateTime.parse(object.getString("time")).toInstant()).isEqualTo(entry.getInstant());
        assertThat(object.getString("level")).isEqualTo("ERROR");
        assertThat(object.getString("logger")).isEqualTo("dev.cvr0.plugin");
        assertThat(object.getString("code")).isEqualTo("CVR0-1004");
        assertThat(object.getString("message")).isEqualTo("it failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\r\ntwo\nthree\u2028four\tfive\u001B[2J \u00e9 C:\\folder\n",
                "\"},{\"level\":\"ERROR\"",
                "\ud83d\ude00 \ud83d alone",
                "\u007f\u0000",
                ""
            })
    void shouldKeepEachTextInOneLineOfAscii(String message) {
        LogRecord entry = new LogRecord(Level.INFO, message);

        assertThat(formatter.format(entry).strip()).matches("[ -~]+");
        assertThat(parse(entry).getString("message")).isEqualTo(message);
        assertThat(parse(entry).getString("level")).isEqualTo("INFO");
    }

    @Test
    void shouldContainTheStackTrace() {
        LogRecord entry = new LogRecord(Level.FINE, "text");
        entry.setThrown(new IllegalStateException("outer", new IllegalArgumentException("inner")));

        assertThat(parse(entry).getString("stackTrace"))
                .startsWith("java.lang.IllegalStateException: outer\n\tat "
                        + getClass().getName())
                .contains("\nCaused by: java.lang.IllegalArgumentException: inner\n");
    }

    @Test
    void shouldReplaceTheFormatterOfTheServerOnly() {
        Handler own = new ConsoleHandler();
        own.setFormatter(new LogFormatter());
        Handler other = new ConsoleHandler();
        other.setFormatter(new SimpleFormatter());
        Logger root = Logger.getLogger("");
        root.addHandler(own);
        root.addHandler(other);
        try {
            LogFormat.JSON.apply();

            assertThat(own.getFormatter()).isInstanceOf(JsonLogFormatter.class);
            assertThat(other.getFormatter()).isInstanceOf(SimpleFormatter.class);

            LogFormat.TEXT.apply();

            assertThat(own.getFormatter()).hasSameClassAs(new LogFormatter());
        } finally {
            root.removeHandler(own);
            root.removeHandler(other);
        }
    }

    private JsonObject parse(LogRecord entry) {
        String line = formatter.format(entry);
        assertThat(line).hasLineCount(1).endsWith(System.lineSeparator());
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }
}
