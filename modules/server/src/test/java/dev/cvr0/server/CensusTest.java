// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.settings.BadSettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CensusTest {

    private static final String ANN = "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS ann@example.com";

    @TempDir
    private Path folder;

    @Test
    void serverShouldCountKindsOfClientsWithoutTheirUsers() throws IOException {
        Path file = folder.resolve("census.txt");
        ask(file, "VER 1 MSNP9 CVR0\r\n" + ANN + "\r\n");
        ask(file, "VER 1 MSNP9 CVR0\r\n" + ANN.replace("ann", "bob") + "\r\n");
        ask(file, "CVQ 1 0x0C0A win 4.10 i386 odd%20one 1.0\r\n");

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "# what kinds of clients asked, without their users and addresses",
                        "VER 1",
                        "1 CVQ 1 0x0c0a win 4.10 i386 odd%20one 1.0",
                        "VER 1 MSNP9 CVR0",
                        "2 CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS");
        Map<ClientProfile, Long> read = ClientList.read(file);
        assertThat(read.values()).containsExactly(1L, 2L);
        assertThat(read.keySet()).extracting(ClientProfile::library).containsExactly("odd%20one", "MSNMSGR");
    }

    @Test
    void fileThatIsNoCensusShouldBeLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.txt"), "Dear Ann\n");

        assertThatThrownBy(() -> start(file))
                .isInstanceOf(BadSettingsException.class)
                .hasMessageContaining("cvr0.census: '" + file + "' cannot be used, expected a file that a census can be"
                        + " kept in");
        assertThat(file).hasContent("Dear Ann");
    }

    @Test
    void kindsBeyondTheBoundShouldBeCountedTogether() {
        Census census = new Census();
        census.count(decision("1.0"));
        assertThat(census.text()).hasLineCount(1);
        census.start(Map.of());
        for (int version = 0; version < Census.MOST_KINDS + 5; version++) {
            census.count(decision("1." + version));
        }
        census.count(decision("1.7"));
        assertThat(census.text().lines())
                .hasSize(Census.MOST_KINDS + 3)
                .contains(
                        "# and 5 of kinds beyond the first 10000",
                        "2 CVQ 1 0x0409 winnt 5.1 i386 LIB 1.7",
                        "1 CVQ 1 0x0409 winnt 5.1 i386 LIB 1.9999");
    }

    private void ask(Path file, String lines) throws IOException {
        try (Cvr0Server server = start(file)) {
            try (Socket socket =
                    new Socket(server.address().getAddress(), server.address().getPort())) {
                socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            }
        }
    }

    private static Cvr0Server start(Path census) {
        return Cvr0Server.start(Configuration.load(
                Map.of("cvr0.listen", "127.0.0.1:0", "cvr0.census", census.toString()), Optional.empty()));
    }

    private static Decision decision(String version) {
        ClientProfile client = new ClientProfile(
                new Lcid(0x0409),
                "winnt",
                "5.1",
                "i386",
                "LIB",
                ClientVersion.of(version),
                "",
                "ann@example.com",
                Dialect.listOf(),
                InetAddress.getLoopbackAddress());
        return new Decision(client, new UnknownClient(""));
    }
}
