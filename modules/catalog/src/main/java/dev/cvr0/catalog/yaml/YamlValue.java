// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.yaml;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.api.text.EditDistance;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.SourceLocation;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in the file, with the name by which messages call it. Methods that read it collect an error and return an
 * empty result if it is invalid.
 */
public record YamlValue(String name, Node node, ErrorCollector problems) {

    private static final int MAX_COMPARED = 200;
    private static final int MAX_TYPING_ERRORS = 2;
    private static final int MAX_TOKEN_LENGTH = 255;

    public record Entry(YamlValue key, YamlValue value) {}

    public SourceLocation location() {
        return YamlDocument.location(problems.source(), node.getStartMark());
    }

    /** Collects an error, worded to follow the name. */
    public void reject(String wrong) {
        problems.add(location(), LogSafeText.quote(name) + " " + wrong);
    }

    /** Collects an error unless a requirement is met, and returns whether it is. */
    public boolean check(boolean met, String wrong) {
        if (!met) {
            reject(wrong);
        }
        return met;
    }

    /** Returns the characters of the file: no text is read as a number, so that 6.10 stays 6.10. */
    public Optional<String> text() {
        if (node instanceof ScalarNode scalar && isText(scalar)) {
            return Optional.of(scalar.getValue());
        }
        reject("is " + kind() + ", expected a text");
        return Optional.empty();
    }

    /** Parses the text. The hint for a text that cannot be parsed follows the text itself. */
    public <T> Optional<T> parse(Function<String, Optional<T>> parser, String hint) {
        Optional<String> text = text();
        Optional<T> parsed = text.flatMap(parser);
        text.ifPresent(written -> check(parsed.isPresent(), "is " + LogSafeText.quote(written) + ", " + hint));
        return parsed;
    }

    /** Collects an error, with a suggestion, unless a word is among the known ones, and returns whether it is. */
    public boolean checkAmong(Collection<String> words, String word, String unknown) {
        if (words.contains(word)) {
            return true;
        }
        String question = didYouMean(word, words).map(likely -> "; " + likely).orElse("");
        reject("is " + LogSafeText.quote(word) + ", which " + unknown + question);
        return false;
    }

    /** Returns a text that can be compared with a parameter of a client. */
    public Optional<String> token() {
        return token(MAX_TOKEN_LENGTH);
    }

    /** Returns a text that can be sent as a parameter. */
    public Optional<String> token(int maxLength) {
        return text().filter(text -> {
            Optional<String> fault = text.length() > maxLength
                    ? Optional.of("must not be longer than " + maxLength + " characters")
                    : Token.validate(text);
            fault.ifPresent(this::reject);
            return fault.isEmpty();
        });
    }

    public boolean is(String word) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(word);
    }

    /** Returns a text for people: one line, without the white space around it. */
    public Optional<String> remark() {
        return text().map(String::strip)
                .filter(text -> check(
                        text.codePoints().noneMatch(Token::isControlOrMalformed),
                        "must be one line without control characters"));
    }

    public Optional<ClientVersion> version() {
        return token().map(ClientVersion::parse)
                .filter(version -> check(
                        version.isReadable(),
                        "is " + LogSafeText.quote(version.text())
                                + ", expected a version, numbers with dots between them such as 7.0.0813"));
    }

    public List<YamlValue> elements(String elementName) {
        if (node instanceof SequenceNode sequence && Tag.SEQ.equals(node.getTag())) {
            return sequence.getValue().stream()
                    .map(element -> new YamlValue(elementName, element, problems))
                    .toList();
        }
        reject("is " + kind() + ", expected a list");
        return List.of();
    }

    /** Returns the elements of a list that is not empty, or the single value. */
    public List<YamlValue> oneOrMore() {
        if (!(node instanceof SequenceNode)) {
            return List.of(this);
        }
        List<YamlValue> elements = elements(name);
        check(!elements.isEmpty(), "is an empty list, expected at least one value");
        return elements;
    }

    /** Reads the elements of a list that is not empty, or the single value. */
    public <T> List<T> all(Function<YamlValue, Optional<T>> read) {
        return oneOrMore().stream().map(read).flatMap(Optional::stream).toList();
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
            reject("is " + kind() + ", expected a mapping");
            return List.of();
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            new YamlValue("key", tuple.getKeyNode(), problems).text().ifPresent(name -> {
                YamlValue key = new YamlValue(name, tuple.getKeyNode(), problems);
                YamlValue value = new YamlValue(name, tuple.getValueNode(), problems);
                if (entries.putIfAbsent(name, new Entry(key, value)) != null) {
                    key.reject("is here a second time, expected each key once");
                }
            });
        }
        return List.copyOf(entries.values());
    }

    /** Returns a question with the most similar word, if any differs in at most two letters and half of its letters. */
    static Optional<String> didYouMean(String word, Collection<String> words) {
        return words.stream()
                .limit(MAX_COMPARED)
                .filter(candidate -> distance(word, candidate) <= Math.min(MAX_TYPING_ERRORS, candidate.length() / 2))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map(candidate -> "did you mean " + LogSafeText.quote(candidate) + "?");
    }

    // The parser reads an absent value as null.
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

    // Very different lengths are not worth the time.
    private static int distance(String word, String other) {
        return Math.abs(word.length() - other.length()) > MAX_TYPING_ERRORS
                ? Integer.MAX_VALUE
                : EditDistance.between(word, other);
    }
}
