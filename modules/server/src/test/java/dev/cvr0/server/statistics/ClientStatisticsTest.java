// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.server.runtime.Cvr0Server;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.TestClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientStatisticsTest {

    private static final String ANN = "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS ann@example.com";

    @TempDir
    private Path folder;

    @Test
    void shouldCountRequestsByKindOfClientWithoutUserHandles() throws IOException {
        Path file = folder.resolve("statistics.txt");
        send(file, "VER 1 MSNP9 CVR0\r\n" + ANN + "\r\n");
        send(file, "VER 1 MSNP9 CVR0\r\n" + ANN.replace("ann", "bob") + "\r\n");
        send(file, "CVQ 1 0x0C0A win 4.10 i386 odd%20one 1.0\r\n");

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "# Requests by kind of client, without user handles and addresses",
                        "VER 1",
                        "1 CVQ 1 0x0c0a win 4.10 i386 odd%20one 1.0",
                        "VER 1 MSNP9 CVR0",
                        "2 CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS");
        Map<ClientProfile, Long> read = ClientList.read(file);
        assertThat(read.values()).containsExactly(1L, 2L);
        assertThat(read.keySet())
                .extracting(client -> client.program().library())
                .containsExactly("odd%20one", "MSNMSGR");
    }

    @Test
    void shouldNotOverwriteAFileWithDifferentContent() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.txt"), "Dear Ann\n");

        assertThatThrownBy(() -> start(file))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("cvr0.census: '" + file + "' cannot be used, expected the path of a new file, or"
                        + " of an earlier statistics file");
        assertThat(file).hasContent("Dear Ann");
    }

    @Test
    void shouldCountKindsBeyondTheLimitTogether() {
        ClientStatistics statistics = new ClientStatistics(Map.of());
        for (int version = 0; version < ClientStatistics.MAX_KINDS + 5; version++) {
            statistics.count(decision("1." + version));
        }
        statistics.count(decision("1.7"));
        assertThat(statistics.text().lines())
                .hasSize(ClientStatistics.MAX_KINDS + 3)
                .contains(
                        "# plus 5 requests by further kinds; the limit is 10000",
                        "2 CVQ 1 0x0409 winnt 5.1 i386 LIB 1.7",
                        "1 CVQ 1 0x0409 winnt 5.1 i386 LIB 1.9999");
    }

    private void send(Path file, String lines) throws IOException {
        try (Cvr0Server server = start(file)) {
            try (Socket socket =
                    new Socket(server.address().getAddress(), server.address().getPort())) {
                socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            }
        }
    }

    private static Cvr0Server start(Path statistics) {
        return Cvr0Server.start(
                SettingSource.of(Map.of("cvr0.listen", "127.0.0.1:0", "cvr0.census", statistics.toString())));
    }

    private static Decision decision(String version) {
        ClientProfile client = TestClient.messenger("1.0")
                .with(program -> program.withLibrary("LIB")
                        .withVersion(ClientVersion.parse(version))
                        .withCodebase(""))
                .offering()
                .profile();
        return new Decision(client, new UnknownClient(""));
    }
}
