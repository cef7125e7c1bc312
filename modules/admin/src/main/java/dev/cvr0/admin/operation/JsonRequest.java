// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.operation;

import dev.cvr0.api.text.EditDistance;
import dev.cvr0.api.text.LogSafeText;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The members of the object in a body. Each method throws {@link ProblemException} if a value is wrong.
 *
 * @param members the members in order
 */
public record JsonRequest(Map<String, JsonValue> members) {

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "\\s*application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);
    private static final String OBJECT = "send a JSON object";
    private static final int MAX_TYPING_ERRORS = 3;

    /** Parses a body. */
    public static JsonRequest parse(Call request) {
        if (!MEDIA_TYPE.matcher(request.contentType()).matches()) {
            throw new ProblemException(Problem.unsupportedMediaType());
        }
        try (JsonParser parser = PARSERS.createParser(new StringReader(text(request)))) {
            if (parser.next() != Event.START_OBJECT) {
                throw new ProblemException(Problem.badRequest("the body is not a JSON object; " + OBJECT));
            }
            Map<String, JsonValue> members = members(parser);
            if (parser.hasNext()) {
                throw new ProblemException(Problem.badRequest("text follows the JSON object; remove it"));
            }
            return new JsonRequest(members);
        } catch (JsonParsingException e) {
            throw new ProblemException(Problem.badRequest("the body is not valid JSON: line "
                    + e.getLocation().getLineNumber() + ", column "
                    + e.getLocation().getColumnNumber() + "; " + OBJECT));
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            // such as the limits of the parser for nesting and for numbers, and the end of the text
            throw new ProblemException(Problem.badRequest("the body is not valid JSON, or nested too deep; " + OBJECT));
        }
    }

    private static Map<String, JsonValue> members(JsonParser parser) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.next() != Event.END_OBJECT) {
            String name = parser.getString();
            parser.next();
            if (members.put(name, parser.getValue()) != null) {
                throw new ProblemException(
                        Problem.invalid(pointer(name), "the object has this field twice; remove one"));
            }
        }
        return members;
    }

    private static String text(Call request) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(request.body()).toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problem.badRequest("the body is not valid UTF-8; encode it in UTF-8"));
        }
    }

    /** Rejects members with other names than the given ones. */
    public void rejectUnknown(List<String> known) {
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw invalid(name, "unknown field " + LogSafeText.quote(name) + "; " + suggestion(name, known));
            }
        }
    }

    /** Tells whether there is a member. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** Returns the text of a member; empty if absent. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(members.get(name)).map(value -> text(pointer(name), value));
    }

    /** Returns the text of a member. */
    public String requireText(String name) {
        return text(name).orElseThrow(() -> invalid(name, "the field " + name + " is missing; add it"));
    }

    /** Returns the elements of an array of strings; none if absent. */
    public List<String> texts(String name, int max) {
        JsonValue value = members.getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY);
        if (!(value instanceof JsonArray array)) {
            throw invalid(name, "the value is " + type(value) + "; send an array of strings");
        }
        if (array.size() > max) {
            throw invalid(name, "the array has " + array.size() + " elements; send at most " + max);
        }
        List<String> texts = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            texts.add(text(pointer(name) + "/" + i, array.get(i)));
        }
        return texts;
    }

    /** Returns the members of an object of strings, in order; none if absent. */
    public SortedMap<String, String> textsByName(String name) {
        JsonValue value = members.getOrDefault(name, JsonValue.EMPTY_JSON_OBJECT);
        if (!(value instanceof JsonObject object)) {
            throw invalid(name, "the value is " + type(value) + "; send an object of strings");
        }
        SortedMap<String, String> texts = new TreeMap<>();
        object.forEach((key, text) ->
                texts.put(key, text(pointer(name) + pointer(key).substring(1), text)));
        return texts;
    }

    /** Returns the exception for a wrong value. */
    public ProblemException invalid(String name, String detail) {
        return new ProblemException(Problem.invalid(pointer(name), detail));
    }

    /** Returns the pointer of a member as a URI fragment. */
    public static String pointer(String name) {
        return "#/" + LogSafeText.escape(Json.encodePointer(name));
    }

    private static String text(String pointer, JsonValue value) {
        if (value instanceof JsonString string) {
            return string.getString();
        }
        throw new ProblemException(Problem.invalid(pointer, "the value is " + type(value) + "; send a string"));
    }

    private static String type(JsonValue value) {
        return switch (value.getValueType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case TRUE, FALSE -> "a boolean";
            default -> "a " + value.getValueType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String suggestion(String name, List<String> known) {
        // The time grows with the length of the name.
        return name.length() > 2 * LogSafeText.DEFAULT_MAX_LENGTH
                ? "use one of " + String.join(", ", known)
                : known.stream()
                        .min(Comparator.comparingInt(other -> EditDistance.between(name, other)))
                        .filter(nearest -> EditDistance.between(name, nearest) <= MAX_TYPING_ERRORS)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElseGet(() -> "use one of " + String.join(", ", known));
    }
}
