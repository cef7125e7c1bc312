// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The transcripts that are packed with this class.
 *
 * @since 0.1
 */
public final class Transcripts {

    private static final String FOLDER = "conformance/";
    private static final String INDEX = "index.txt";

    private Transcripts() {}

    /**
     * Every dialogue that an implementation of CVR0 must be able to take part in, grouped by what it shows and by the
     * settings it needs. The answers are those of the bundled catalogue.
     *
     * @return at least one transcript, in the order of their names; the source of each is its file name
     */
    public static List<Transcript> conformance() {
        return index().stream().map(Transcripts::conformance).toList();
    }

    /**
     * One transcript of {@link #conformance()}.
     *
     * @param fileName its file name, such as {@code seed.msnp}
     * @return the transcript
     * @throws TranscriptException if there is none of that name
     */
    public static Transcript conformance(String fileName) {
        try (InputStream in = open(fileName)) {
            return Transcript.read(fileName, in);
        } catch (IOException e) {
            throw TranscriptException.unreadable(fileName, e);
        }
    }

    // The index is written by the build: no class loader can be relied on to list a folder inside an archive.
    private static List<String> index() {
        try (InputStream in = open(INDEX)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw TranscriptException.unreadable(INDEX, e);
        }
    }

    private static InputStream open(String fileName) throws IOException {
        InputStream in = Transcripts.class.getResourceAsStream(FOLDER + fileName);
        if (in == null) {
            throw new FileNotFoundException(fileName);
        }
        return in;
    }
}
