// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.Publication;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Describes values in JSON, in the same form for the API and the commands.
 *
 * @since 0.1
 */
public final class Reports {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private Reports() {}

    /**
     * Describes problems of a catalog.
     *
     * @param problems the problems
     * @return objects with {@code file}, {@code line}, {@code column} and {@code message}; a problem of a whole file has no
     *     line
     */
    public static JsonArrayBuilder problems(List<ValidationError> problems) {
        return array(problems.stream().map(Reports::problem));
    }

    private static JsonObjectBuilder problem(ValidationError problem) {
        SourceLocation location = problem.location();
        JsonObjectBuilder object = JSON.createObjectBuilder().add("file", location.source());
        if (location.line() > 0) {
            object.add("line", location.line()).add("column", location.column());
        }
        return object.add("message", problem.message());
    }

    /**
     * Describes a publication.
     *
     * @param publication the publication
     * @return the object, which can be extended
     */
    public static JsonObjectBuilder publication(Publication publication) {
        return JSON.createObjectBuilder()
                .add("version", publication.version())
                .add("base", publication.base())
                .add("digest", publication.digest().hex())
                .add("author", publication.author())
                .add("time", publication.time().toString())
                .add("comment", publication.comment())
                .add("activeFrom", text(publication.activeFrom()));
    }

    /**
     * Describes a server.
     *
     * @param node the server
     * @param problem the problem to show
     * @return the object
     */
    public static JsonObjectBuilder node(Node node, Optional<String> problem) {
        return JSON.createObjectBuilder()
                .add("name", node.name())
                .add("serving", node.status().serving())
                .add("loaded", node.status().loaded())
                .add("digest", node.status().digest())
                .add("problem", text(problem))
                .add("started", node.started().toString())
                .add("seen", node.seen().toString())
                .add("clockOffsetMillis", node.clockOffset().toMillis())
                .add("software", node.software())
                .add("live", node.live());
    }

    /**
     * Creates an array of objects.
     *
     * @param objects the objects
     * @return the array
     */
    public static JsonArrayBuilder array(Stream<JsonObjectBuilder> objects) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        objects.forEach(array::add);
        return array;
    }

    /**
     * Describes a value that may be absent.
     *
     * @param value the value
     * @return its text; null if it is absent
     */
    public static JsonValue text(Optional<?> value) {
        return value.<JsonValue>map(present -> Json.createValue(present.toString()))
                .orElse(JsonValue.NULL);
    }
}
