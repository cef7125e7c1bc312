// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cvr0.transcript.Connection;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.Transcript;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TranscriptTestsTest {

    private static final List<String> EVENTS = Collections.synchronizedList(new ArrayList<>());
    private static final Transcript FIRST = Transcript.parse(
            "first.msnp",
            "# with cvr0.x=1\n== good\nC: VER 1 CVR0\nS: VER 1 CVR0\nopen\n== bad\nC: VER 1\nS: VER 1 1\nopen\n");
    private static final Transcript SECOND = Transcript.parse("second.msnp", "== also good\nC: OUT\nclosed\n");

    @Test
    void shouldCreateATestForEachDialogue() {
        ContractRun run = ContractRun.of(Two.class);
        assertThat(run.failed()).containsExactly("bad");
        assertThat(run.succeeded()).isEqualTo(2);
    }

    @Test
    void shouldFailWithOneMismatchPerLine() {
        assertThat(ContractRun.of(Two.class).messages())
                .isEqualTo("first.msnp:8: expected 'VER 1 1', got 'VER 1 0'" + System.lineSeparator()
                        + "first.msnp:9: expected no more input and an open connection, got the end of the stream\n");
    }

    @Test
    void shouldCreateAndCloseAPeerForEachTranscript() {
        EVENTS.clear();
        ContractRun.of(Two.class);
        assertThat(EVENTS).containsExactly("open {cvr0.x=1}", "close {cvr0.x=1}", "open {}", "close {}");
    }

    @Test
    void shouldFailAllDialoguesIfThePeerCannotBeCreated() {
        ContractRun run = ContractRun.of(NoPeer.class);
        assertThat(run.failed()).containsExactly("bad", "good");
        assertThat(run.messages()).contains("port in use");
    }

    @Test
    void shouldRejectAnEmptyList() {
        assertThatIllegalArgumentException().isThrownBy(() -> TranscriptTests.of(List.of(), ReferenceHandler::peer));
    }

    static class Two {
        @TestFactory
        Stream<DynamicNode> shouldPassTheTranscripts() {
            return TranscriptTests.of(List.of(FIRST, SECOND), TranscriptTestsTest::recordingPeer);
        }
    }

    static class NoPeer {
        @TestFactory
        Stream<DynamicNode> shouldPassTheTranscripts() {
            return TranscriptTests.of(List.of(FIRST), settings -> {
                throw new IOException("port in use");
            });
        }
    }

    private static Peer recordingPeer(Map<String, String> settings) {
        EVENTS.add("open " + settings);
        Peer peer = ReferenceHandler.peer(settings);
        return new Peer() {
            @Override
            public Connection connect() throws IOException {
                return peer.connect();
            }

            @Override
            public void close() {
                EVENTS.add("close " + settings);
            }
        };
    }
}
