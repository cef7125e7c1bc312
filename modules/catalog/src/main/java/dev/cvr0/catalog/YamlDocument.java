// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.Excerpt;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** The text of a file as a tree of nodes, in which every scalar is still a text. */
record YamlDocument(String source, String text) {

    private static final int LONGEST_PROBLEM = 240;

    /**
     * Parses the text.
     *
     * @throws CatalogException if it is empty, no YAML, or beyond a bound
     */
    Node root(YamlBounds bounds) {
        try {
            return parsed(bounds);
        } catch (MarkedYamlEngineException e) {
            throw malformed(Place.of(source, e.getProblemMark().or(e::getContextMark)), e.getProblem(), e);
        } catch (ReaderException e) {
            String character = String.format("the character U+%04X is not allowed", e.getCodePoint());
            throw malformed(placeOf(e.getPosition()), character, e);
        } catch (YamlVersionException e) {
            String version = e.getSpecVersion().getRepresentation();
            throw malformed(Place.whole(source), "it says that it is YAML " + version + ", expected 1.2", e);
        } catch (YamlEngineException e) {
            throw malformed(Place.whole(source), String.valueOf(e.getMessage()), e);
        }
    }

    // The parser lets exceptions of the Java library out at some odd input, such as the escape \\UFFFFFFFF.
    private Node parsed(YamlBounds bounds) {
        try {
            LoadSettings settings = settings();
            bounds.check(source, () -> parser(settings));
            return new Composer(settings, parser(settings)).getSingleNode().orElseThrow(this::empty);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw malformed(Place.whole(source), String.valueOf(e.getMessage()), e);
        }
    }

    private Parser parser(LoadSettings settings) {
        return new ParserImpl(settings, new StreamReader(settings, text));
    }

    private LoadSettings settings() {
        return LoadSettings.builder()
                .setLabel(source)
                .setSchema(new FailsafeSchema())
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .build();
    }

    private Place placeOf(int codePoint) {
        int most = text.codePointCount(0, text.length());
        return Place.after(source, text.substring(0, text.offsetByCodePoints(0, Math.min(codePoint, most))));
    }

    private CatalogException empty() {
        return new CatalogException(Place.whole(source), "the file is empty, expected a catalogue");
    }

    private static CatalogException malformed(Place place, String problem, RuntimeException cause) {
        return new CatalogException(place, "this is no YAML: " + Excerpt.of(problem, LONGEST_PROBLEM), cause);
    }
}
