// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.error.ValidationError;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** Prints the results of commands as JSON. */
public final class JsonOutput {

    private JsonOutput() {}

    /** Prints a value with indentation. */
    public static void print(PrintWriter out, JsonStructure value) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.write(value);
        }
        out.println(text.toString().strip());
    }

    /** Returns an array of objects with file, line, column and message. A problem of a whole file has no line. */
    public static JsonArray problems(List<ValidationError> problems) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        problems.forEach(problem -> array.add(problem(problem)));
        return array.build();
    }

    private static JsonObjectBuilder problem(ValidationError problem) {
        SourceLocation location = problem.location();
        JsonObjectBuilder object = Json.createObjectBuilder().add("file", location.source());
        if (location.line() > 0) {
            object.add("line", location.line()).add("column", location.column());
        }
        return object.add("message", problem.message());
    }
}
