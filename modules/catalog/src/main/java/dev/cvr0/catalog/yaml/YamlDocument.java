// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.yaml;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** A YAML file as a tree of nodes in which every scalar is a text. The parser removes a byte order mark. */
public record YamlDocument(String source, String text) {

    private static final int MAX_LINE_LENGTH = 64 * 1024;
    private static final int MAX_PROBLEM_LENGTH = 240;

    /** Parses a file within limits that the files of one catalog share. */
    public static Node parse(String source, byte[] bytes, YamlBounds bounds) {
        YamlDocument document = new YamlDocument(source, decodeUtf8(source, bytes));
        document.checkLines();
        return document.root(bounds);
    }

    /** Returns the location of a mark, which has the name of its file: a catalog can have several. */
    static SourceLocation location(String source, Optional<Mark> mark) {
        return mark.map(m -> new SourceLocation(m.getName(), m.getLine() + 1, m.getColumn() + 1))
                .orElseGet(() -> SourceLocation.whole(source));
    }

    // Not Charset.newDecoder().decode(), which does not say how far it came.
    private static String decodeUtf8(String source, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean isError = decoder.decode(ByteBuffer.wrap(bytes), text, true).isError();
        text.flip();
        if (isError) {
            throw new CatalogException(
                    SourceLocation.after(source, text), "the file is no UTF-8 from here on, expected UTF-8 throughout");
        }
        return text.toString();
    }

    // The parser's time grows with the square of a line's length.
    private void checkLines() {
        int line = 1;
        int start = 0;
        for (int end = 0; end <= text.length(); end++) {
            if (end - start > MAX_LINE_LENGTH) {
                throw new CatalogException(
                        new SourceLocation(source, line, MAX_LINE_LENGTH + 1),
                        "the line is too long, expected at most " + MAX_LINE_LENGTH + " characters");
            }
            if (end < text.length() && text.charAt(end) == '\n') {
                line++;
                start = end + 1;
            }
        }
    }

    // The parser throws exceptions of the Java library for some input, such as the escape \\UFFFFFFFF.
    private Node root(YamlBounds bounds) {
        SourceLocation whole = SourceLocation.whole(source);
        try {
            LoadSettings settings = settings();
            return new Composer(settings, bounds.parser(source, settings, text))
                    .getSingleNode()
                    .orElseThrow(() -> new CatalogException(whole, "the file is empty, expected a catalogue"));
        } catch (MarkedYamlEngineException e) {
            throw malformed(location(source, e.getProblemMark().or(e::getContextMark)), e.getProblem(), e);
        } catch (ReaderException e) {
            String character = String.format("the character U+%04X is not allowed", e.getCodePoint());
            throw malformed(locationOf(e.getPosition()), character, e);
        } catch (YamlVersionException e) {
            String version = e.getSpecVersion().getRepresentation();
            throw malformed(whole, "it says that it is YAML " + version + ", expected 1.2", e);
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw malformed(whole, String.valueOf(e.getMessage()), e);
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

    private static CatalogException malformed(SourceLocation location, String problem, RuntimeException cause) {
        return new CatalogException(
                location, "this is no YAML: " + LogSafeText.escape(problem, MAX_PROBLEM_LENGTH), cause);
    }
}
