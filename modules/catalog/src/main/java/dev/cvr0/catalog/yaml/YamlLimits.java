// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.yaml;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Limits the depth of the YAML of a catalog, and the number of its values with aliases expanded. Each event is checked
 * before it becomes part of a tree. The files of one catalog share one instance. Not thread-safe.
 */
public final class YamlLimits {

    private static final int MAX_DEPTH = 20;
    private static final long MAX_VALUES = 5_000_000;

    private String source = "";
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, Long> sizes = new HashMap<>();
    private long values;

    /** A list or mapping whose end has not been reached. */
    private record Open(Optional<Anchor> anchor, long valuesBefore) {}

    /** Returns a parser that throws a {@link CatalogException} at the first event beyond a limit. */
    Parser parser(String file, LoadSettings settings, String text) {
        source = file;
        open.clear();
        sizes.clear();
        return new ParserImpl(settings, new StreamReader(settings, text)) {
            @Override
            public Event next() {
                Event event = super.next();
                check(event);
                return event;
            }
        };
    }

    private void check(Event event) {
        count(event);
        if (open.size() > MAX_DEPTH) {
            throw invalid(event, "the file is nested more than " + MAX_DEPTH + " levels deep; nest it less");
        }
        if (values > MAX_VALUES) {
            throw invalid(
                    event,
                    "the file has more than " + MAX_VALUES + " values, with aliases expanded; use fewer aliases");
        }
    }

    private void count(Event event) {
        switch (event.getEventId()) {
            case Scalar -> {
                values++;
                ((NodeEvent) event).getAnchor().ifPresent(anchor -> sizes.put(anchor, 1L));
            }
            case SequenceStart, MappingStart -> {
                open.push(new Open(((NodeEvent) event).getAnchor(), values));
                values++;
            }
            case SequenceEnd, MappingEnd -> {
                Open closed = open.pop();
                closed.anchor().ifPresent(anchor -> sizes.put(anchor, values - closed.valuesBefore()));
            }
            case Alias -> values += sizeOf((AliasEvent) event);
            default -> {
                // other events have no values
            }
        }
    }

    private long sizeOf(AliasEvent alias) {
        return Optional.ofNullable(sizes.get(alias.getAlias()))
                .orElseThrow(() -> invalid(
                        alias,
                        "the alias " + LogSafeText.quote("*" + alias.getAlias())
                                + " has no anchor that ends before it; define one"));
    }

    private CatalogException invalid(Event event, String message) {
        return new CatalogException(YamlDocument.location(source, event.getStartMark()), message);
    }
}
