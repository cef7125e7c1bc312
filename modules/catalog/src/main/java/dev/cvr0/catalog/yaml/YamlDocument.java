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

/** A YAML file, parsed into a tree of nodes in which every scalar is text. The parser removes a byte order mark. */
public record YamlDocument(String source, String text) {

    private static final int MAX_LINE_LENGTH = 64 * 1024;
    private static final int MAX_PROBLEM_LENGTH = 240;

    /** Parses a file within limits, which the files of one catalog share. */
    public static Node parse(String source, byte[] bytes, YamlLimits limits) {
        YamlDocument document = new YamlDocument(source, decodeUtf8(source, bytes));
        document.checkLines();
        return document.root(limits);
    }

    /** Returns the location of a mark. The mark has the name of its file, because a catalog can have several files. */
    static SourceLocation location(String source, Optional<Mark> mark) {
        return mark.map(m -> new SourceLocation(m.getName(), m.getLine() + 1, m.getColumn() + 1))
                .orElseGet(() -> SourceLocation.whole(source));
    }

    // Charset.newDecoder().decode() does not report the position of an error.
    private static String decodeUtf8(String source, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean isError = decoder.decode(ByteBuffer.wrap(bytes), text, true).isError();
        text.flip();
        if (isError) {
            throw new CatalogException(
                    SourceLocation.after(source, text), "the file is not valid UTF-8; save it as UTF-8");
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
                        "the line is longer than " + MAX_LINE_LENGTH + " characters; split it");
            }
            if (end < text.length() && text.charAt(end) == '\n') {
                line++;
                start = end + 1;
            }
        }
    }

    // For some input, such as the escape \\UFFFFFFFF, the parser throws other exceptions than its own.
    private Node root(YamlLimits limits) {
        SourceLocation whole = SourceLocation.whole(source);
        try {
            LoadSettings settings = settings();
            return new Composer(settings, limits.parser(source, settings, text))
                    .getSingleNode()
                    .orElseThrow(() -> new CatalogException(whole, "the file is empty; add a catalog"));
        } catch (MarkedYamlEngineException e) {
            YamlProblem problem = YamlProblem.of(this, e, limits.lastScalar());
            throw new CatalogException(problem.location(), problem.message(), e);
        } catch (ReaderException e) {
            String character = String.format("the character U+%04X is not allowed", e.getCodePoint());
            throw malformed(locationOf(e.getPosition()), character, e);
        } catch (YamlVersionException e) {
            String version = e.getSpecVersion().getRepresentation();
            throw malformed(whole, "the file declares YAML " + version + "; use 1.2", e);
        } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw malformed(whole, String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the text of a line before a location, without indentation. */
    String lineBefore(SourceLocation location) {
        return text.lines()
                .skip(location.line() - 1L)
                .findFirst()
                .map(line -> line.substring(0, Math.min(line.length(), location.column() - 1))
                        .strip())
                .orElse("");
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
                location, "not valid YAML: " + LogSafeText.escape(problem, MAX_PROBLEM_LENGTH), cause);
    }
}
