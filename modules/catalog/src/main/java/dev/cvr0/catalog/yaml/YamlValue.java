// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.yaml;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.api.text.EditDistance;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a catalog, with its path, such as {@code rules[3].minimum}; the path of the root is empty. A method that
 * reads the value collects an error and returns an empty result if the value is invalid.
 */
public record YamlValue(String path, Node node, ErrorCollector errors) {

    private static final int MAX_CANDIDATES = 200;
    private static final int MAX_EDIT_DISTANCE = 2;
    private static final int MAX_TOKEN_LENGTH = 255;

    /** An entry of a mapping. Key and value have the same path. */
    public record Entry(String name, YamlValue key, YamlValue value) {}

    public static YamlValue root(Node node, ErrorCollector errors) {
        return new YamlValue("", node, errors);
    }

    public SourceLocation location() {
        return YamlDocument.location(errors.source(), node.getStartMark());
    }

    /** Returns an exception for content above a limit, which is not read further. */
    public CatalogException excess(String problem) {
        return new CatalogException(location(), path + ": " + problem);
    }

    /** Collects an error. The problem follows the path: the problem and how to correct it. */
    public void reject(String problem) {
        errors.add(location(), path.isEmpty() ? problem : path + ": " + problem);
    }

    /** Collects an error unless the condition is true, and returns the condition. */
    public boolean check(boolean valid, String problem) {
        if (!valid) {
            reject(problem);
        }
        return valid;
    }

    /** Returns the characters of the file: no text is read as a number, so that 6.10 stays 6.10. */
    public Optional<String> text() {
        if (node instanceof ScalarNode scalar && isText(scalar)) {
            return Optional.of(scalar.getValue());
        }
        reject("must be text, but is " + kind());
        return Optional.empty();
    }

    /** Parses the text. The problem follows the quoted text if it cannot be parsed. */
    public <T> Optional<T> parse(Function<String, Optional<T>> parser, String problem) {
        Optional<String> text = text();
        Optional<T> parsed = text.flatMap(parser);
        if (text.isPresent() && parsed.isEmpty()) {
            Optional<String> lowerCase = text.map(invalid -> invalid.toLowerCase(Locale.ROOT))
                    .filter(lower -> parser.apply(lower).isPresent());
            reject(LogSafeText.quote(text.get()) + " "
                    + lowerCase
                            .map(lower -> "must be in lower case: " + LogSafeText.quote(lower))
                            .orElse(problem));
        }
        return parsed;
    }

    /** Collects an error unless a word is among the known ones; suggests a similar word, otherwise gives the hint. */
    public boolean checkKnown(Collection<String> known, String word, String problem, String hint) {
        if (known.contains(word)) {
            return true;
        }
        reject(LogSafeText.quote(word) + " " + problem + "; "
                + similar(word, known).map(similar -> didYouMean(word, similar)).orElse(hint));
        return false;
    }

    /** Returns a text that can be compared with a parameter of a client. */
    public Optional<String> token() {
        return token(MAX_TOKEN_LENGTH);
    }

    /** Returns a text that can be sent as a parameter. */
    public Optional<String> token(int maxLength) {
        return text().filter(text -> {
            Optional<String> problem = text.length() > maxLength
                    ? Optional.of("must not be longer than " + maxLength + " characters")
                    : Token.validate(text);
            problem.ifPresent(this::reject);
            return problem.isEmpty();
        });
    }

    public boolean isText(String text) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(text);
    }

    public boolean beginsWith(String prefix) {
        return node instanceof ScalarNode scalar && scalar.getValue().startsWith(prefix);
    }

    public boolean isTextIgnoringCase(String text) {
        return node instanceof ScalarNode scalar && scalar.getValue().equalsIgnoreCase(text);
    }

    /** Returns a text of one line without control characters, stripped. */
    public Optional<String> singleLine() {
        return text().map(String::strip)
                .filter(text -> check(
                        text.codePoints().noneMatch(Token::isControlOrMalformed),
                        "must be one line without control characters"));
    }

    public Optional<ClientVersion> version() {
        return token().map(ClientVersion::parse)
                .filter(version -> check(
                        version.isReadable(),
                        LogSafeText.quote(version.text())
                                + " is not a version; use numbers separated by dots, such as 7.0.0813"));
    }

    /** Returns the elements of a list. */
    public List<YamlValue> elements() {
        if (node instanceof SequenceNode sequence && Tag.SEQ.equals(node.getTag())) {
            List<Node> nodes = sequence.getValue();
            return IntStream.range(0, nodes.size())
                    .mapToObj(index -> new YamlValue(path + "[" + index + "]", nodes.get(index), errors))
                    .toList();
        }
        reject("must be a list, but is " + kind());
        return List.of();
    }

    /** Returns the elements of a list that is not empty, or the single value. */
    public List<YamlValue> oneOrMore() {
        if (!(node instanceof SequenceNode)) {
            return List.of(this);
        }
        List<YamlValue> elements = elements();
        check(!elements.isEmpty(), "the list is empty; add a value");
        return elements;
    }

    /** Reads the elements of a list that is not empty, or the single value. Leaves out invalid ones. */
    public <T> List<T> readAll(Function<YamlValue, Optional<T>> reader) {
        return oneOrMore().stream().map(reader).flatMap(Optional::stream).toList();
    }

    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    public boolean isText() {
        return node instanceof ScalarNode;
    }

    /** Returns the entries of a mapping in the order of the file; of a duplicate key only the first. */
    public List<Entry> entries() {
        if (!(node instanceof MappingNode mapping) || !Tag.MAP.equals(node.getTag())) {
            reject("must be a mapping, but is " + kind());
            return List.of();
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            key(tuple.getKeyNode()).ifPresent(name -> {
                YamlValue key = new YamlValue(pathOf(name), tuple.getKeyNode(), errors);
                YamlValue value = new YamlValue(pathOf(name), tuple.getValueNode(), errors);
                if (entries.putIfAbsent(name, new Entry(name, key, value)) != null) {
                    key.reject("duplicate key; remove one");
                }
            });
        }
        return List.copyOf(entries.values());
    }

    private Optional<String> key(Node node) {
        if (node instanceof ScalarNode scalar && isText(scalar)) {
            return Optional.of(scalar.getValue());
        }
        YamlValue key = new YamlValue(path, node, errors);
        key.reject("a key must be text, but is " + key.kind());
        return Optional.empty();
    }

    /** Returns the path of the value of a key, with text from the file escaped and cut. */
    private String pathOf(String key) {
        String segment = LogSafeText.escape(key);
        return path.isEmpty() ? segment : path + "." + segment;
    }

    /** Returns the most similar word, if any differs in case only, or in at most two letters and half of its letters. */
    static Optional<String> similar(String word, Collection<String> words) {
        return words.stream()
                .filter(word::equalsIgnoreCase)
                .findFirst()
                .or(() -> words.stream()
                        .limit(MAX_CANDIDATES)
                        .filter(candidate ->
                                distance(word, candidate) <= Math.min(MAX_EDIT_DISTANCE, candidate.length() / 2))
                        .min(Comparator.comparingInt(candidate -> distance(word, candidate))));
    }

    /** Suggests a similar word. */
    static String didYouMean(String word, String similar) {
        return word.equalsIgnoreCase(similar)
                ? "write " + LogSafeText.quote(similar) + ", because upper and lower case differ"
                : "did you mean " + LogSafeText.quote(similar) + "?";
    }

    // The parser represents an absent value as null.
    private static boolean isText(ScalarNode scalar) {
        return Tag.STR.equals(scalar.getTag())
                || (Tag.NULL.equals(scalar.getTag()) && scalar.getValue().isEmpty());
    }

    private String kind() {
        String shape = node instanceof SequenceNode ? "a list" : "a mapping";
        if (node instanceof ScalarNode scalar) {
            shape = scalar.getValue().isEmpty() ? "empty" : "the text " + LogSafeText.quote(scalar.getValue());
        }
        return Set.of(Tag.STR, Tag.NULL, Tag.SEQ, Tag.MAP).contains(node.getTag())
                ? shape
                : shape + " with the tag " + LogSafeText.quote(node.getTag().getValue());
    }

    // Texts of very different lengths are not compared, to save time.
    private static int distance(String word, String other) {
        return Math.abs(word.length() - other.length()) > MAX_EDIT_DISTANCE
                ? Integer.MAX_VALUE
                : EditDistance.between(word, other);
    }
}
