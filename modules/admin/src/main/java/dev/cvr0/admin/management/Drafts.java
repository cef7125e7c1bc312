// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import dev.cvr0.admin.management.Draft.PlannedPublication;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.files.Sha256;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The drafts in a folder, one JSON file for each. A draft survives a kill of the process either changed or unchanged.
 * Thread-safe, also if several instances have the same folder. The methods block, and throw {@link ProblemException} if a
 * file cannot be read or written, or is damaged.
 *
 * @since 0.1
 */
public final class Drafts {

    /** The largest number of drafts. */
    public static final int MAX_DRAFTS = 64;

    /** The largest size of a draft, in bytes of its JSON file. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final String EXTENSION = ".json";
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());
    private static final Object WRITING = new Object();

    private final Path folder;

    /**
     * Creates access to the drafts of a server.
     *
     * @param management the folder of the server; the drafts are in its subfolder {@code drafts}, which is created if needed
     */
    public Drafts(Management management) {
        this(management.folder().resolve("drafts"));
    }

    Drafts(Path folder) {
        this.folder = folder;
    }

    /**
     * A draft as it is stored.
     *
     * @param draft the draft
     * @param tag the entity tag without quotes: the SHA-256 of the file
     */
    public record Entry(Draft draft, String tag) {

        /** {@return the description of the state, for problems} */
        public String state() {
            return "the draft " + draft.name() + " was changed by " + LogSafeText.quote(draft.author()) + " at "
                    + draft.changed();
        }
    }

    /** {@return the names of all drafts, also of damaged ones, in order} */
    public List<String> names() {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(EXTENSION))
                    .map(file -> file.substring(0, file.length() - EXTENSION.length()))
                    .filter(Draft::isName)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unavailable("cannot list the drafts", e);
        }
    }

    /** {@return the draft with a name; empty if there is none} */
    public Optional<Entry> find(String name) {
        return bytes(name).map(bytes -> new Entry(parse(name, bytes), tag(bytes)));
    }

    /** {@return the entity tag of a draft, which may be damaged, without quotes; empty if there is no such draft} */
    public Optional<String> tag(String name) {
        return bytes(name).map(Drafts::tag);
    }

    /**
     * Adds a draft.
     *
     * @param draft the draft
     * @return the draft as it is stored
     * @throws ProblemException 409 if there are {@value #MAX_DRAFTS}, 412 if there is one with this name, 413 if it is too
     *     large
     */
    public Entry create(Draft draft) {
        synchronized (WRITING) {
            if (tag(draft.name()).isPresent()) {
                throw changed(draft.name());
            }
            if (names().size() >= MAX_DRAFTS) {
                throw new ProblemException(
                        Problem.conflict("there are " + MAX_DRAFTS + " drafts, the maximum; delete one"));
            }
            return write(draft);
        }
    }

    /**
     * Replaces a draft.
     *
     * @param draft the new content
     * @param tag the entity tag of the content that it replaces
     * @return the draft as it is stored
     * @throws ProblemException 412 if the tag is another one, or the draft was deleted; 413 if it is too large
     */
    public Entry replace(Draft draft, String tag) {
        synchronized (WRITING) {
            requireTag(draft.name(), tag);
            return write(draft);
        }
    }

    /**
     * Deletes a draft, which may be damaged.
     *
     * @param name the name
     * @param tag its entity tag
     * @throws ProblemException 412 if the tag is another one, or the draft was deleted
     */
    public void delete(String name, String tag) {
        synchronized (WRITING) {
            requireTag(name, tag);
            try {
                Files.delete(file(name));
            } catch (IOException e) {
                throw unavailable("cannot delete the draft " + name, e);
            }
        }
    }

    private void requireTag(String name, String tag) {
        if (!tag(name).equals(Optional.of(tag))) {
            throw changed(name);
        }
    }

    private ProblemException changed(String name) {
        String state = find(name).map(Entry::state).orElse("the draft " + name + " was deleted");
        return new ProblemException(Problem.preconditionFailed(state));
    }

    private Entry write(Draft draft) {
        byte[] bytes = format(draft).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(new Problem(
                    413,
                    "Content Too Large",
                    "the draft has more than " + MAX_BYTES + " bytes; remove some content",
                    Optional.empty(),
                    Map.of()));
        }
        try {
            Files.createDirectories(folder);
            new AtomicFile(file(draft.name())).replace(bytes);
        } catch (IOException e) {
            throw unavailable("cannot write the draft " + draft.name(), e);
        }
        return new Entry(draft, tag(bytes));
    }

    private Path file(String name) {
        return folder.resolve(name + EXTENSION);
    }

    private Optional<byte[]> bytes(String name) {
        if (!Draft.isName(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AtomicFile(file(name)).read(MAX_BYTES));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable("cannot read the draft " + name, e);
        }
    }

    private static String tag(byte[] bytes) {
        return Sha256.of(bytes).hex();
    }

    private static String format(Draft draft) {
        JsonObjectBuilder files = JSON.createObjectBuilder();
        draft.files().forEach(files::add);
        return JSON.createObjectBuilder()
                .add("author", draft.author())
                .add("changed", draft.changed().toString())
                .add("base", draft.base())
                .add("comment", draft.comment())
                .add("files", files)
                .add("publication", draft.publication().map(Drafts::format).orElse(JsonValue.NULL))
                .build()
                .toString();
    }

    private static JsonValue format(PlannedPublication planned) {
        JsonObjectBuilder signatures = JSON.createObjectBuilder();
        planned.signatures().forEach(signatures::add);
        return JSON.createObjectBuilder()
                .add("version", planned.version())
                .add("expires", planned.expires().toString())
                .add("comment", planned.comment())
                .add("signatures", signatures)
                .build();
    }

    private static Draft parse(String name, byte[] bytes) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            return parse(name, reader.readObject());
        } catch (RuntimeException e) {
            // such as invalid JSON, a missing member, and one of another type
            throw new ProblemException(new Problem(
                    500,
                    "Internal Server Error",
                    "the file of the draft " + name + " is damaged: "
                            + LogSafeText.escape(String.valueOf(e.getMessage()))
                            + "; delete the draft, or restore the file from a backup",
                    Optional.empty(),
                    Map.of()));
        }
    }

    private static Draft parse(String name, JsonObject object) {
        return new Draft(
                name,
                object.getString("author"),
                Instant.parse(object.getString("changed")),
                object.getJsonNumber("base").longValueExact(),
                object.getString("comment"),
                texts(object.getJsonObject("files")),
                object.isNull("publication")
                        ? Optional.empty()
                        : Optional.of(planned(object.getJsonObject("publication"))));
    }

    private static PlannedPublication planned(JsonObject object) {
        return new PlannedPublication(
                object.getJsonNumber("version").longValueExact(),
                Instant.parse(object.getString("expires")),
                object.getString("comment"),
                texts(object.getJsonObject("signatures")));
    }

    private static SortedMap<String, String> texts(JsonObject object) {
        SortedMap<String, String> texts = new TreeMap<>();
        object.forEach((key, text) -> texts.put(key, ((JsonString) text).getString()));
        return texts;
    }

    private static ProblemException unavailable(String problem, IOException cause) {
        return new ProblemException(Problem.unavailable(
                problem + ": " + AtomicFile.ioErrorMessage(cause) + "; check the folder of cvr0.http.folder"));
    }
}
