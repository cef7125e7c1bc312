// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.source.CatalogFile;
import dev.cvr0.catalog.yaml.ErrorCollector;
import dev.cvr0.catalog.yaml.YamlDocument;
import dev.cvr0.catalog.yaml.YamlLimits;
import dev.cvr0.catalog.yaml.YamlValue;
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
 * Merges the files of a folder into one tree. Under a key that several files have, lists are joined in the order of the
 * files and mappings by their keys; any other duplicate is an error. The index in a
 * path such as {@code rules[3]} counts over all files. For one catalog. Not thread-safe.
 */
final class MergedFiles {

    private final ErrorCollector errors;
    private final YamlLimits limits = new YamlLimits();

    MergedFiles(String source) {
        this.errors = new ErrorCollector(source);
    }

    Node root(List<CatalogFile> files) {
        List<YamlValue> roots = new ArrayList<>();
        files.forEach(file -> parse(file, roots));
        errors.throwIfAny();
        Node root = mapping(byKey(roots).values().stream().map(this::joined).toList());
        errors.throwIfAny();
        return root;
    }

    private void parse(CatalogFile file, List<YamlValue> roots) {
        try {
            Node root = YamlDocument.parse(file.source(), file.bytes(), limits);
            roots.add(YamlValue.root(root, errors));
        } catch (CatalogException e) {
            e.errors().forEach(error -> errors.add(error.location(), error.message()));
        }
    }

    private NodeTuple joined(List<YamlValue.Entry> same) {
        Node key = same.get(0).key().node();
        List<YamlValue> values = same.stream().map(YamlValue.Entry::value).toList();
        if (same.size() > 1 && values.stream().allMatch(value -> value.node() instanceof SequenceNode)) {
            List<Node> elements = values.stream()
                    .flatMap(list -> list.elements().stream())
                    .map(YamlValue::node)
                    .toList();
            return new NodeTuple(key, new SequenceNode(Tag.SEQ, elements, FlowStyle.BLOCK));
        }
        if (same.size() > 1 && values.stream().allMatch(YamlValue::isMapping)) {
            return new NodeTuple(
                    key,
                    mapping(byKey(values).values().stream().map(this::single).toList()));
        }
        return single(same);
    }

    private NodeTuple single(List<YamlValue.Entry> same) {
        YamlValue.Entry first = same.get(0);
        for (YamlValue.Entry again : same.subList(1, same.size())) {
            again.key()
                    .reject("already defined at "
                            + LogSafeText.escape(first.key().location().toString()) + "; remove one");
        }
        return new NodeTuple(first.key().node(), first.value().node());
    }

    private static Map<String, List<YamlValue.Entry>> byKey(Collection<YamlValue> mappings) {
        Map<String, List<YamlValue.Entry>> entries = new LinkedHashMap<>();
        for (YamlValue mapping : mappings) {
            for (YamlValue.Entry entry : mapping.entries()) {
                entries.computeIfAbsent(entry.name(), key -> new ArrayList<>()).add(entry);
            }
        }
        return entries;
    }

    private static Node mapping(List<NodeTuple> tuples) {
        return new MappingNode(Tag.MAP, tuples, FlowStyle.BLOCK);
    }
}
