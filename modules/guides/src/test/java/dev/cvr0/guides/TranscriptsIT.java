// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.guides;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.testkit.TranscriptTests;
import dev.cvr0.transcript.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the transcripts in the guides say is what the catalogues beside them answer. */
class TranscriptsIT {

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicNode> shouldAnswerTheTranscriptsOfTheGuides() throws IOException {
        List<Transcript> transcripts = new ArrayList<>();
        for (Guide guide : Guide.all()) {
            for (Guide.Block block : guide.blocks("yaml")) {
                Files.writeString(folder.resolve(block.note("file").orElseThrow()), block.code());
            }
            for (Guide.Block block : guide.blocks("msnp")) {
                transcripts.add(Transcript.parse(guide + " " + transcripts.size(), block.code()));
            }
        }
        assertThat(transcripts).hasSizeGreaterThan(10);
        return TranscriptTests.of(transcripts, settings -> new CatalogPeer(settings, folder));
    }
}
