// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.guides;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.testkit.TranscriptTests;
import dev.cvr0.transcript.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Plays the transcripts in the guides against the catalogs on the same page. */
class TranscriptsIT {

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicNode> shouldPassTheTranscriptsOfTheGuides() throws IOException {
        List<DynamicNode> dialogues = new ArrayList<>();
        for (Guide guide : Guide.all()) {
            if (guide.blocks("msnp").isEmpty()) {
                continue;
            }
            Path files = Files.createDirectory(folder.resolve(guide.path().getFileName()));
            guide.writeFiles(files);
            TranscriptTests.of(transcripts(guide), settings -> new CatalogPeer(settings, files))
                    .forEach(dialogues::add);
        }
        assertThat(dialogues).hasSizeGreaterThan(10);
        return dialogues.stream();
    }

    private static List<Transcript> transcripts(Guide guide) {
        List<Guide.Block> blocks = guide.blocks("msnp");
        return IntStream.range(0, blocks.size())
                .mapToObj(i -> Transcript.parse(guide + " " + i, blocks.get(i).code()))
                .toList();
    }
}
