// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.yaml;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
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

/** A YAML file as a tree of nodes in which every scalar is a text. For one thread. */
public final class YamlDocument {

    private static final int MAX_PROBLEM_LENGTH = 240;

    private final String source;
    private final String text;

    private YamlDocument(SourceText file) {
        this.source = file.source();
        this.text = file.text();
    }

    /**
     * Parses a file.
     *
     * @param source the file as the operator named it
     * @param bytes the content of the file
     * @param bounds the limits, shared by the files of one catalog
     * @return the root of the tree
     * @throws CatalogException if the file is empty, is not UTF-8 or not YAML, or exceeds a limit
     */
    public static Node parse(String source, byte[] bytes, YamlBounds bounds) {
        return new YamlDocument(SourceText.decode(source, bytes)).root(bounds);
    }

    private Node root(YamlBounds bounds) {
        try {
            return compose(bounds);
        } catch (MarkedYamlEngineException e) {
            throw malformed(SourceText.location(source, e.getProblemMark().or(e::getContextMark)), e.getProblem(), e);
        } catch (ReaderException e) {
            String character = String.format("the character U+%04X is not allowed", e.getCodePoint());
            throw malformed(locationOf(e.getPosition()), character, e);
        } catch (YamlVersionException e) {
            String version = e.getSpecVersion().getRepresentation();
            throw malformed(SourceLocation.whole(source), "it says that it is YAML " + version + ", expected 1.2", e);
        } catch (YamlEngineException e) {
            throw malformed(SourceLocation.whole(source), String.valueOf(e.getMessage()), e);
        }
    }

    // The parser throws exceptions of the Java library for some input, such as the escape \\UFFFFFFFF.
    private Node compose(YamlBounds bounds) {
        try {
            LoadSettings settings = settings();
            Parser parser = bounds.limit(source, new ParserImpl(settings, new StreamReader(settings, text)));
            return new Composer(settings, parser).getSingleNode().orElseThrow(this::empty);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw malformed(SourceLocation.whole(source), String.valueOf(e.getMessage()), e);
        }
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

    private SourceLocation locationOf(int codePoint) {
        int length = text.codePointCount(0, text.length());
        return SourceLocation.after(source, text.substring(0, text.offsetByCodePoints(0, Math.min(codePoint, length))));
    }

    private CatalogException empty() {
        return new CatalogException(SourceLocation.whole(source), "the file is empty, expected a catalogue");
    }

    private static CatalogException malformed(SourceLocation location, String problem, RuntimeException cause) {
        return new CatalogException(
                location, "this is no YAML: " + LogSafeText.escape(problem, MAX_PROBLEM_LENGTH), cause);
    }
}
