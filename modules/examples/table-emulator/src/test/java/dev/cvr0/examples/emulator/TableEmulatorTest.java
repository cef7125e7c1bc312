// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.testkit.TranscriptTests;
import dev.cvr0.transcript.Transcript;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TableEmulatorTest {

    @TestFactory
    Stream<DynamicNode> shouldPassTheSeedTranscriptThroughTheAdapter() {
        return TranscriptTests.of(List.of(Transcript.conformance("seed.msnp")), settings -> new EmulatorWithPlugin());
    }

    @Test
    void shouldLeaveCvrToTheEmulatorOutsideACvr0Session() throws IOException {
        try (TableEmulator emulator = new TableEmulator()) {
            emulator.table().put("CVR", (line, client) -> client.send("CVR of the emulator"));
            // snippet: boot
            TableAdapter registry = new TableAdapter(emulator.table(), Dialect.listOf("MSNP8"));
            try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
                assertThat(firstAnswer(emulator, "VER 1 MSNP8 CVR0")).isEqualTo("VER 1 MSNP8");
                assertThat(firstAnswer(emulator, "CVR 1 0x0409")).isEqualTo("CVR of the emulator");
            }
            // end
            assertThat(firstAnswer(emulator, "CVR 1 0x0409")).isEqualTo("CVR of the emulator");
            assertThat(firstAnswer(emulator, "VER 1 CVR0")).isNull();
        }
    }

    private static String firstAnswer(TableEmulator emulator, String line) throws IOException {
        try (Socket socket =
                new Socket(emulator.address().getAddress(), emulator.address().getPort())) {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
