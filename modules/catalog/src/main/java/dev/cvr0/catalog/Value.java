// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.api.protocol.Token;
import java.util.ArrayList;
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
 * One value of the file under the name it is complained about. What cannot be used is noted as a problem and left out
 * of the result.
 */
record Value(String name, Node node, Problems problems) {

    private static final int LONGEST_TOKEN = 255;

    /** A key of a mapping, itself a value, and what stands under it. */
    record Entry(Value key, Value value) {}

    Place place() {
        return Place.of(problems.source(), node.getStartMark());
    }

    void reject(String wrong) {
        problems.add(place(), Excerpt.quote(name) + " " + wrong);
    }

    /** The characters as they stand in the file: no text is a number here, so that 6.10 stays 6.10. */
    Optional<String> text() {
        if (node instanceof ScalarNode scalar && isText(scalar)) {
            return Optional.of(scalar.getValue());
        }
        reject("is " + kind() + ", expected a text");
        return Optional.empty();
    }

    /** Text that can be compared with a parameter of a client. */
    Optional<String> token() {
        return token(LONGEST_TOKEN);
    }

    /** Text that can be sent as a parameter. */
    Optional<String> token(int longest) {
        return text().filter(text -> isToken(text, longest));
    }

    /** Tells whether this is exactly a text. */
    boolean is(String word) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(word);
    }

    /** Text for people: one line, with the white space around it taken off. */
    Optional<String> remark() {
        return text().map(String::strip).filter(this::isOneLine);
    }

    Optional<ClientVersion> version() {
        return token().map(ClientVersion::of).filter(this::isReadable);
    }

    /** The values of a list. */
    List<Value> elements(String elementName) {
        if (node instanceof SequenceNode sequence && Tag.SEQ.equals(node.getTag())) {
            return sequence.getValue().stream()
                    .map(element -> new Value(elementName, element, problems))
                    .toList();
        }
        reject("is " + kind() + ", expected a list");
        return List.of();
    }

    /** The values of a list that is not empty, or the one value. */
    List<Value> oneOrMore() {
        if (!(node instanceof SequenceNode)) {
            return List.of(this);
        }
        List<Value> elements = elements(name);
        if (elements.isEmpty()) {
            reject("is an empty list, expected at least one value");
        }
        return elements;
    }

    /** What a reader makes of the values of a list that is not empty, or of the one value. */
    <T> List<T> all(Function<Value, Optional<T>> read) {
        return oneOrMore().stream().map(read).flatMap(Optional::stream).toList();
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    /** What a mapping holds, in the order of the file; of a key that occurs again only the first. */
    List<Entry> entries() {
        if (!(node instanceof MappingNode mapping) || !Tag.MAP.equals(node.getTag())) {
            reject("is " + kind() + ", expected a mapping");
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            new Value("key", tuple.getKeyNode(), problems)
                    .text()
                    .map(key -> entry(key, tuple))
                    .filter(entry -> isFirst(entry, seen))
                    .ifPresent(entries::add);
        }
        return entries;
    }

    private Entry entry(String key, NodeTuple tuple) {
        return new Entry(new Value(key, tuple.getKeyNode(), problems), new Value(key, tuple.getValueNode(), problems));
    }

    private static boolean isFirst(Entry entry, Set<String> seen) {
        boolean first = seen.add(entry.key().name());
        if (!first) {
            entry.key().reject("is here a second time, expected each key once");
        }
        return first;
    }

    private boolean isToken(String text, int longest) {
        Optional<String> fault = text.length() > longest
                ? Optional.of("must not be longer than " + longest + " characters")
                : Token.findFault(text);
        fault.ifPresent(this::reject);
        return fault.isEmpty();
    }

    // The parser takes nothing at all for its null.
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
            reject("is " + Excerpt.quote(version.text())
                    + ", expected a version, numbers with dots between them such as 7.0.0813");
        }
        return version.isReadable();
    }

    private String kind() {
        boolean plain = Set.of(Tag.STR, Tag.NULL, Tag.SEQ, Tag.MAP).contains(node.getTag());
        return plain
                ? shape()
                : shape() + " with the tag " + Excerpt.quote(node.getTag().getValue());
    }

    private String shape() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "empty" : "the text " + Excerpt.quote(scalar.getValue());
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
