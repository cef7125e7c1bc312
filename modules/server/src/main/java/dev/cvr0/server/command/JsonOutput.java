// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import jakarta.json.Json;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.PrintWriter;
import java.io.StringWriter;
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
}
