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
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Limits the depth of the YAML of a catalog, the length of a text, and the number of values and characters with aliases
 * expanded. Each event is checked before it becomes part of a tree. The files of one catalog share one instance. Not
 * thread-safe.
 */
public final class YamlLimits {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_TEXT_LENGTH = 4096;
    private static final Size MAX = new Size(400_000, 16 * 1024 * 1024);

    private String source = "";
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, Size> sizes = new HashMap<>();
    private Size total = new Size(0, 0);
    private Optional<ScalarEvent> lastScalar = Optional.empty();

    /** A number of values, and of the characters of their texts. */
    private record Size(long values, long characters) {

        Size plus(Size other) {
            return new Size(values + other.values, characters + other.characters);
        }

        Size minus(Size other) {
            return new Size(values - other.values, characters - other.characters);
        }
    }

    /** A list or mapping whose end has not been reached. */
    private record Open(Optional<Anchor> anchor, Size before) {}

    /** Returns a parser that throws a {@link CatalogException} at the first event beyond a limit. */
    Parser parser(String file, LoadSettings settings, String text) {
        source = file;
        open.clear();
        sizes.clear();
        lastScalar = Optional.empty();
        return new ParserImpl(settings, new StreamReader(settings, text)) {
            @Override
            public Event next() {
                Event event = super.next();
                check(event);
                return event;
            }
        };
    }

    /** Returns the last event if it is a scalar. */
    Optional<ScalarEvent> lastScalar() {
        return lastScalar;
    }

    private void check(Event event) {
        lastScalar = Optional.of(event).filter(ScalarEvent.class::isInstance).map(ScalarEvent.class::cast);
        count(event);
        if (open.size() > MAX_DEPTH) {
            throw invalid(event, "the file is nested more than " + MAX_DEPTH + " levels deep; nest it less");
        }
        if (event instanceof ScalarEvent scalar && scalar.getValue().length() > MAX_TEXT_LENGTH) {
            throw invalid(event, "the text is longer than " + MAX_TEXT_LENGTH + " characters; shorten it");
        }
        if (total.values > MAX.values) {
            throw invalid(
                    event, "the catalog has more than " + MAX.values + " values, with aliases expanded; remove some");
        }
        if (total.characters > MAX.characters) {
            throw invalid(
                    event,
                    "the values have more than " + MAX.characters
                            + " characters in total, with aliases expanded; use fewer aliases");
        }
    }

    private void count(Event event) {
        switch (event.getEventId()) {
            case Scalar -> {
                Size one = new Size(1, ((ScalarEvent) event).getValue().length());
                total = total.plus(one);
                ((NodeEvent) event).getAnchor().ifPresent(anchor -> sizes.put(anchor, one));
            }
            case SequenceStart, MappingStart -> {
                open.push(new Open(((NodeEvent) event).getAnchor(), total));
                total = total.plus(new Size(1, 0));
            }
            case SequenceEnd, MappingEnd -> {
                Open closed = open.pop();
                closed.anchor().ifPresent(anchor -> sizes.put(anchor, total.minus(closed.before())));
            }
            case Alias -> total = total.plus(sizeOf((AliasEvent) event));
            default -> {
                // other events have no values
            }
        }
    }

    private Size sizeOf(AliasEvent alias) {
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
