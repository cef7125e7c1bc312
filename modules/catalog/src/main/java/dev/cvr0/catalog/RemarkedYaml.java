// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import org.snakeyaml.engine.v2.serializer.Serializer;

/** YAML with the remarks in it. */
record RemarkedYaml(String source, String text) {

    private static final int WIDTH = 120;

    /**
     * The same, laid out anew.
     *
     * @throws CatalogException if it is no YAML, or if anything but the layout would change
     */
    String tidied() {
        new YamlDocument(source, text).root(new YamlBounds());
        try {
            Node root = new Composer(loading(), parser(text)).getSingleNode().orElseThrow();
            String tidied = present(root).lines().map(String::stripTrailing).collect(Collectors.joining("\n")) + "\n";
            checkSame(tidied);
            return tidied;
        } catch (YamlEngineException e) {
            throw changed();
        }
    }

    private void checkSame(String tidied) {
        if (!remarks(tidied).equals(remarks(text)) || !values(tidied).equals(values(text))) {
            throw changed();
        }
    }

    private CatalogException changed() {
        return new CatalogException(
                Place.whole(source),
                "the file cannot be laid out without a loss, expected remarks on lines of their own or behind a value,"
                        + " and none within brackets");
    }

    private List<String> remarks(String of) {
        return events(of).stream()
                .filter(CommentEvent.class::isInstance)
                .map(CommentEvent.class::cast)
                .filter(remark -> remark.getCommentType() != CommentType.BLANK_LINE)
                .map(remark -> remark.getValue().stripTrailing())
                .toList();
    }

    private List<String> values(String of) {
        return events(of).stream()
                .filter(event -> !(event instanceof CommentEvent))
                .map(RemarkedYaml::value)
                .toList();
    }

    // What an event says, without how it is written.
    private static String value(Event event) {
        String what = event.getEventId().toString();
        if (event instanceof AliasEvent alias) {
            return what + " " + alias.getAlias();
        }
        String anchor = event instanceof NodeEvent node
                ? node.getAnchor().map(Anchor::getValue).orElse("")
                : "";
        return event instanceof ScalarEvent scalar
                ? what + " " + anchor + " " + scalar.getValue()
                : what + " " + anchor;
    }

    private static List<Event> events(String of) {
        List<Event> events = new ArrayList<>();
        parser(of).forEachRemaining(events::add);
        return events;
    }

    private static String present(Node root) {
        DumpSettings settings = DumpSettings.builder()
                .setSchema(new FailsafeSchema())
                .setDumpComments(true)
                .setIndent(2)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setWidth(WIDTH)
                .setSplitLines(false)
                .setAnchorGenerator(node -> node.getAnchor().orElseThrow())
                .build();
        Written written = new Written(new StringBuilder());
        Serializer serializer = new Serializer(settings, new Emitter(settings, written));
        serializer.emitStreamStart();
        serializer.serializeDocument(root);
        serializer.emitStreamEnd();
        return written.text().toString();
    }

    /** Keeps what is written. */
    private record Written(StringBuilder text) implements StreamDataWriter {

        @Override
        public void write(String more) {
            text.append(more);
        }

        @Override
        public void write(String more, int from, int length) {
            text.append(more, from, from + length);
        }
    }

    private static Parser parser(String of) {
        return new ParserImpl(loading(), new StreamReader(loading(), of));
    }

    private static LoadSettings loading() {
        return LoadSettings.builder()
                .setSchema(new FailsafeSchema())
                .setParseComments(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .build();
    }
}
