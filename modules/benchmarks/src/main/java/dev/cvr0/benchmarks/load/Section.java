// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A part of the page: what was compared, and its table.
 *
 * @param title its heading
 * @param text what was done
 * @param rows lines of the table, its head included
 */
public record Section(String title, String text, List<String> rows) {

    private static final String HEAD = "| figure | full | canned | full / canned | bound |\n|---|---|---|---|---|";

    /** Copies the rows. */
    public Section {
        rows = List.copyOf(rows);
    }

    static Builder of(String title, String text, PairedComparison comparison) {
        return new Builder(title, text, comparison);
    }

    @Override
    public String toString() {
        return "## " + title + "\n" + text + "\n" + String.join("\n", rows) + "\n";
    }

    /** Puts bounds to figures. For one thread. */
    static final class Builder {

        private final String title;
        private final String text;
        private final PairedComparison comparison;
        private final Map<Figure, Bound> bounds = new EnumMap<>(Figure.class);

        private Builder(String title, String text, PairedComparison comparison) {
            this.title = title;
            this.text = text;
            this.comparison = comparison;
        }

        Builder bound(Figure figure, Bound bound) {
            bounds.put(figure, bound);
            return this;
        }

        Section build() {
            List<String> rows = new ArrayList<>();
            rows.add(HEAD);
            for (Figure figure : Figure.values()) {
                rows.add(row(figure));
            }
            return new Section(title, text, rows);
        }

        private String row(Figure figure) {
            return List.of(
                            figure.title(),
                            comparison.ofFull(figure).toString(),
                            comparison.ofBaseline(figure).toString(),
                            comparison.ratio(figure).toString(),
                            bounds.containsKey(figure) ? bounds.get(figure).toString() : "")
                    .stream()
                    .collect(Collectors.joining(" | ", "| ", " |"));
        }
    }
}
