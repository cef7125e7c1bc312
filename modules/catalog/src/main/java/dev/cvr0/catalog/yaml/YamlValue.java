// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.yaml;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
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
 *
 * @param name the name for messages
 * @param node the node of the tree
 * @param problems collects the errors
 */
public record YamlValue(String name, Node node, ErrorCollector problems) {

    private static final int MAX_COMPARED = 200;
    private static final int MAX_TYPING_ERRORS = 2;
    private static final int MAX_TOKEN_LENGTH = 255;

    /** A key of a mapping and its value. */
    public record Entry(YamlValue key, YamlValue value) {}

    /** Returns the location of the value. */
    public SourceLocation location() {
        return SourceText.location(problems.source(), node.getStartMark());
    }

    /** Collects an error, worded to follow the name. */
    public void reject(String wrong) {
        problems.add(location(), LogSafeText.quote(name) + " " + wrong);
    }

    /** Returns the characters of the file: no text is read as a number, so that 6.10 stays 6.10. */
    public Optional<String> text() {
        if (node instanceof ScalarNode scalar && isText(scalar)) {
            return Optional.of(scalar.getValue());
        }
        reject("is " + kind() + ", expected a text");
        return Optional.empty();
    }

    /** Returns a text that can be compared with a parameter of a client. */
    public Optional<String> token() {
        return token(MAX_TOKEN_LENGTH);
    }

    /** Returns a text that can be sent as a parameter. */
    public Optional<String> token(int maxLength) {
        return text().filter(text -> isToken(text, maxLength));
    }

    /** Tells whether this is a given text. */
    public boolean is(String word) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(word);
    }

    /** Returns a text for people: one line, without the white space around it. */
    public Optional<String> remark() {
        return text().map(String::strip).filter(this::isOneLine);
    }

    /** Returns a readable version. */
    public Optional<ClientVersion> version() {
        return token().map(ClientVersion::parse).filter(this::isReadable);
    }

    /** Returns the elements of a list. */
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
        if (elements.isEmpty()) {
            reject("is an empty list, expected at least one value");
        }
        return elements;
    }

    /** Reads the elements of a list that is not empty, or the single value. */
    public <T> List<T> all(Function<YamlValue, Optional<T>> read) {
        return oneOrMore().stream().map(read).flatMap(Optional::stream).toList();
    }

    /** Tells whether this is a mapping. */
    public boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Tells whether this is a text. */
    public boolean isText() {
        return node instanceof ScalarNode;
    }

    /** Returns the entries of a mapping in the order of the file; of a duplicate key only the first. */
    public List<Entry> entries() {
        if (!(node instanceof MappingNode mapping) || !Tag.MAP.equals(node.getTag())) {
            reject("is " + kind() + ", expected a mapping");
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            new YamlValue("key", tuple.getKeyNode(), problems)
                    .text()
                    .map(key -> entry(key, tuple))
                    .filter(entry -> isFirst(entry, seen))
                    .ifPresent(entries::add);
        }
        return entries;
    }

    /**
     * Suggests a correction.
     *
     * @param word the word in the file
     * @param words the valid words; of very many only some are compared
     * @return a question with the most similar word; empty if every word differs in more than two letters, or in more
     *     than half of them
     */
    public static Optional<String> didYouMean(String word, Collection<String> words) {
        return words.stream()
                .limit(MAX_COMPARED)
                .filter(candidate -> distance(word, candidate) <= Math.min(MAX_TYPING_ERRORS, candidate.length() / 2))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map(candidate -> "did you mean " + LogSafeText.quote(candidate) + "?");
    }

    private Entry entry(String key, NodeTuple tuple) {
        return new Entry(
                new YamlValue(key, tuple.getKeyNode(), problems), new YamlValue(key, tuple.getValueNode(), problems));
    }

    private static boolean isFirst(Entry entry, Set<String> seen) {
        boolean first = seen.add(entry.key().name());
        if (!first) {
            entry.key().reject("is here a second time, expected each key once");
        }
        return first;
    }

    private boolean isToken(String text, int maxLength) {
        Optional<String> fault = text.length() > maxLength
                ? Optional.of("must not be longer than " + maxLength + " characters")
                : Token.validate(text);
        fault.ifPresent(this::reject);
        return fault.isEmpty();
    }

    // The parser reads an absent value as null.
    private static boolean isText(ScalarNode scalar) {
        return Tag.STR.equals(scalar.getTag())
                || (Tag.NULL.equals(scalar.getTag()) && scalar.getValue().isEmpty());
    }

    private boolean isOneLine(String text) {
        boolean oneLine = text.codePoints().noneMatch(Token::isControlOrMalformed);
        if (!oneLine) {
            reject("must be one line without control characters");
        }
        return oneLine;
    }

    private boolean isReadable(ClientVersion version) {
        if (!version.isReadable()) {
            reject("is " + LogSafeText.quote(version.text())
                    + ", expected a version, numbers with dots between them such as 7.0.0813");
        }
        return version.isReadable();
    }

    private String kind() {
        boolean plain = Set.of(Tag.STR, Tag.NULL, Tag.SEQ, Tag.MAP).contains(node.getTag());
        return plain
                ? shape()
                : shape() + " with the tag " + LogSafeText.quote(node.getTag().getValue());
    }

    private String shape() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "empty" : "the text " + LogSafeText.quote(scalar.getValue());
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }

    // Levenshtein's distance, one row of the matrix at a time; very different lengths are not worth the time.
    private static int distance(String word, String other) {
        if (Math.abs(word.length() - other.length()) > MAX_TYPING_ERRORS) {
            return Integer.MAX_VALUE;
        }
        int[] above = new int[other.length() + 1];
        Arrays.setAll(above, j -> j);
        for (int i = 0; i < word.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i + 1;
            for (int j = 0; j < other.length(); j++) {
                int replaced = above[j] + (word.charAt(i) == other.charAt(j) ? 0 : 1);
                row[j + 1] = Math.min(replaced, 1 + Math.min(above[j + 1], row[j]));
            }
            above = row;
        }
        return above[other.length()];
    }
}
