// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Excerpt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;

/**
 * Walks over the events of a catalogue's files before anything is built from them, and refuses what would grow out of
 * hand: deep nesting, and aliases that stand for much. The files of one catalogue share one bound. For one thread.
 */
final class YamlBounds {

    private static final int DEEPEST = 20;
    private static final long MOST_VALUES = 5_000_000;

    private String source = "";
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, Long> sizes = new HashMap<>();
    private long values;

    /** A list or mapping whose end has not been seen. */
    private record Open(Optional<Anchor> anchor, long valuesBefore) {}

    /**
     * Walks over one file to its end.
     *
     * @throws CatalogException at the first event beyond a bound
     */
    void check(String file, Iterable<Event> events) {
        source = file;
        open.clear();
        sizes.clear();
        for (Event event : events) {
            count(event);
            if (open.size() > DEEPEST) {
                throw refused(event, "is nested too deep here, expected at most " + DEEPEST + " levels");
            }
            if (values > MOST_VALUES) {
                throw refused(
                        event,
                        "holds too many values, aliases counted as what they stand for, expected at most "
                                + MOST_VALUES);
            }
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
            case SequenceEnd, MappingEnd -> close(open.pop());
            case Alias -> values += sizeOf((AliasEvent) event);
            default -> {
                // the rest holds no values
            }
        }
    }

    private void close(Open closed) {
        closed.anchor().ifPresent(anchor -> sizes.put(anchor, values - closed.valuesBefore()));
    }

    private long sizeOf(AliasEvent alias) {
        Long size = sizes.get(alias.getAlias());
        if (size == null) {
            throw refused(
                    alias,
                    "has an alias " + Excerpt.quote("*" + alias.getAlias())
                            + ", expected the name of an anchor that ends" + " before it");
        }
        return size;
    }

    private CatalogException refused(Event event, String message) {
        return new CatalogException(Place.of(source, event.getStartMark()), "the file " + message);
    }
}
