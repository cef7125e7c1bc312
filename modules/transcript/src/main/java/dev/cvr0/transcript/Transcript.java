// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One file of dialogues.
 *
 * @param source the file's name, as it appears in messages
 * @param settings what the server under test must run with, in the order of the file; none means its defaults. Copied
 * @param dialogues at least one, in the order of the file; copied
 * @since 0.1
 */
public record Transcript(String source, Map<String, String> settings, List<Dialogue> dialogues) {

    /** Copies the settings and the dialogues. */
    public Transcript {
        Objects.requireNonNull(source, "source");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        dialogues = List.copyOf(dialogues);
    }

    /**
     * Reads a transcript from its text.
     *
     * @param source what to call it in messages
     * @param text the whole text, lines ended by LF or CRLF
     * @return the transcript
     * @throws TranscriptException if the text is no transcript, with everything that is wrong with it
     */
    public static Transcript parse(String source, String text) {
        return new TranscriptParser(source).parse(text);
    }

    /**
     * Reads a transcript from a file.
     *
     * @param file a file in UTF-8
     * @return the transcript, with the file's path as its source
     * @throws TranscriptException if the file cannot be read or is no transcript
     */
    public static Transcript read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (IOException e) {
            throw TranscriptException.unreadable(file.toString(), e);
        }
    }

    /**
     * Reads a transcript from a stream, up to its end or to the limit of a transcript's size.
     *
     * @param source what to call it in messages
     * @param in bytes in UTF-8, left open
     * @return the transcript
     * @throws TranscriptException if the stream cannot be read or holds no transcript
     */
    public static Transcript read(String source, InputStream in) {
        return parse(source, SourceText.read(source, in));
    }
}
