// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Excerpt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Several files as the one tree that they are together. Of a key that more than one has, lists are joined in the order of
 * the files and mappings by their keys; whatever else is there twice is a fault. For one catalogue and one thread.
 */
final class MergedFiles {

    private final Problems problems;
    private final YamlBounds bounds = new YamlBounds();

    MergedFiles(String source) {
        this.problems = new Problems(source);
    }

    /**
     * Parses and joins.
     *
     * @throws CatalogException if a file is no YAML or no mapping, or two do not go together, with all that is wrong
     */
    Node root(List<CatalogFile> files) {
        List<Value> roots = new ArrayList<>();
        files.forEach(file -> parse(file, roots));
        problems.throwIfAny();
        Node root = mapping(byKey(roots).values().stream().map(this::joined).toList());
        problems.throwIfAny();
        return root;
    }

    private void parse(CatalogFile file, List<Value> roots) {
        try {
            CatalogText text = file.text();
            roots.add(new Value("catalogue", new YamlDocument(text.source(), text.text()).root(bounds), problems));
        } catch (CatalogException e) {
            e.problems().forEach(problem -> problems.add(problem.place(), problem.message()));
        }
    }

    private NodeTuple joined(List<Value.Entry> same) {
        Value.Entry first = same.get(0);
        if (same.size() == 1) {
            return tuple(first);
        }
        List<Value> values = same.stream().map(Value.Entry::value).toList();
        if (values.stream().allMatch(value -> value.node() instanceof SequenceNode)) {
            return new NodeTuple(first.key().node(), sequence(values));
        }
        if (values.stream().allMatch(Value::isMapping)) {
            return new NodeTuple(first.key().node(), mapping(onlyOnce(byKey(values))));
        }
        return single(same);
    }

    private List<NodeTuple> onlyOnce(Map<String, List<Value.Entry>> entries) {
        return entries.values().stream().map(this::single).toList();
    }

    private NodeTuple single(List<Value.Entry> same) {
        Value.Entry first = same.get(0);
        for (Value.Entry again : same.subList(1, same.size())) {
            again.key().reject("is at " + Excerpt.of(first.key().place().toString()) + " already, expected it once");
        }
        return tuple(first);
    }

    private static Map<String, List<Value.Entry>> byKey(Collection<Value> mappings) {
        Map<String, List<Value.Entry>> entries = new LinkedHashMap<>();
        for (Value mapping : mappings) {
            for (Value.Entry entry : mapping.entries()) {
                entries.computeIfAbsent(entry.key().name(), key -> new ArrayList<>())
                        .add(entry);
            }
        }
        return entries;
    }

    private static NodeTuple tuple(Value.Entry entry) {
        return new NodeTuple(entry.key().node(), entry.value().node());
    }

    private static Node sequence(List<Value> lists) {
        List<Node> elements = lists.stream()
                .flatMap(list -> list.elements("element").stream())
                .map(Value::node)
                .toList();
        return new SequenceNode(Tag.SEQ, elements, FlowStyle.BLOCK);
    }

    private static Node mapping(List<NodeTuple> tuples) {
        return new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
    }
}
