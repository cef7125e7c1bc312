// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A file with dialogues between clients and a server.
 *
 * @param source the name of the file, for messages
 * @param settings the settings of the server under test, in the order of the file; empty for the defaults. Copied
 * @param dialogues at least one, in the order of the file; copied
 * @since 0.1
 * @see DialoguePlayer
 */
public record Transcript(String source, Map<String, String> settings, List<Dialogue> dialogues) {

    /** The limit for the size of a transcript, in bytes of the source and in characters of the text. */
    static final int MAX_SIZE = 1 << 20;

    /** Copies the settings and the dialogues. */
    public Transcript {
        Objects.requireNonNull(source, "source");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        dialogues = List.copyOf(dialogues);
    }

    /**
     * {@return the conformance transcripts, in the order of their names}
     *
     * <p>The JAR of this class contains them. The source of each is its file name. They expect the answers of the bundled
     * catalog, and a host without own commands. For other hosts see {@link HostCapabilities}.
     */
    public static List<Transcript> conformance() {
        // The build writes the index, because a class loader cannot list the files in a JAR.
        String index = load("index.txt", () -> open("index.txt"));
        return index.lines().map(Transcript::conformance).toList();
    }

    /**
     * {@return one conformance transcript}
     *
     * @param fileName the file name, such as {@code seed.msnp}
     * @throws TranscriptException if the transcript does not exist
     */
    public static Transcript conformance(String fileName) {
        return parse(fileName, load(fileName, () -> open(fileName)));
    }

    static InputStream open(String fileName) throws IOException {
        InputStream in = Transcript.class.getResourceAsStream("conformance/" + fileName);
        if (in == null) {
            throw new FileNotFoundException(fileName);
        }
        return in;
    }

    /**
     * Parses a transcript.
     *
     * @param source the name for messages
     * @param text the text with lines terminated by LF or CRLF
     * @return the transcript
     * @throws TranscriptException if the text is invalid, with all problems
     */
    public static Transcript parse(String source, String text) {
        return new TranscriptParser(source).parse(text);
    }

    /**
     * Reads a transcript from a file.
     *
     * @param file a file in UTF-8
     * @return the transcript, with the file's path as its source
     * @throws TranscriptException if the file cannot be read or is invalid
     */
    public static Transcript read(Path file) {
        String source = file.toString();
        return parse(source, load(source, () -> Files.newInputStream(file)));
    }

    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /** Reads a UTF-8 text up to the end of the stream or to the size limit. */
    static String load(String source, Opener opener) {
        try (InputStream in = opener.open()) {
            // one byte more than the limit, so that the parser rejects the text
            byte[] bytes = in.readNBytes(MAX_SIZE + 1);
            if (bytes.length > MAX_SIZE) {
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
            CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
            return utf8.decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IOException e) {
            throw new TranscriptException(source, e);
        }
    }
}
