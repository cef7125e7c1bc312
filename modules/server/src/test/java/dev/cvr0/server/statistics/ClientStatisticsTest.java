// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Decision.Outcome;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.server.runtime.Cvr0Server;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.TestClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Logger;
import java.util.stream.IntStream;
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
                        "# Clients with known libraries",
                        "VER 1 MSNP9 CVR0",
                        "2 CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS",
                        "# Clients with unknown libraries",
                        "VER 1",
                        "1 CVQ 1 0x0c0a win 4.10 i386 odd%20one 1.0");
        Map<ClientProfile, Long> read = ClientList.read(file);
        assertThat(read.values()).containsExactly(2L, 1L);
        assertThat(read.keySet())
                .extracting(client -> client.program().library())
                .containsExactly("MSNMSGR", "odd%20one");
    }

    @Test
    void shouldSetAFileWithOtherContentAsideAndContinueItsValidLines() throws IOException {
        Path file = Files.writeString(
                folder.resolve("statistics.txt"),
                "Dear Ann\n7 CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211\n\0\0\n1 CVQ 1 0x0409 winnt 5\u0001 i386 M 6\n");

        send(file, ANN + "\r\n");

        assertThat(file).content().contains("\n7 CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211\n", "\n1 CVQ 1 0x0409");
        assertThat(folder.toFile()
                        .listFiles((parent, name) -> name.matches("statistics\\.txt\\.corrupt-\\d{8}T\\d{6}Z")))
                .singleElement()
                .satisfies(aside -> assertThat(aside).content().startsWith("Dear Ann\n7 CVQ 1"));
    }

    @Test
    void shouldSetAsideAFileThatIsTooLargeToRead() throws IOException {
        Path file = folder.resolve("statistics.txt");
        Files.write(file, new byte[ClientStatisticsFile.MAX_BYTES + 1]);

        send(file, ANN + "\r\n");

        assertThat(file)
                .content()
                .hasLineCount(4)
                .contains("\n1 CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS\n");
    }

    @Test
    void shouldStartWithoutStatisticsIfTheFileIsAFolder() throws IOException {
        Path file = Files.createDirectory(folder.resolve("statistics.txt"));

        send(file, ANN + "\r\n");

        assertThat(file).isEmptyDirectory();
    }

    @Test
    void shouldContinueAfterAnUnexpectedFailureToWrite() throws IOException {
        FileSystem archive = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"));
        ClientStatisticsFile file =
                new ClientStatisticsFile(archive.getPath("/statistics.txt"), new ClientStatistics(client -> true));
        archive.close();

        List<String> warnings = new ArrayList<>();
        Logger logger = Logger.getLogger("dev.cvr0.server");
        logger.setFilter(entry -> warnings.add(entry.getMessage()));
        file.close();
        file.close();
        logger.setFilter(null);

        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("CVR0-4003: /statistics.txt: the client statistics cannot be written: java.lang.");
    }

    @Test
    void shouldContinueCountsOfAnySize() throws IOException {
        String kind = " CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS\n";
        Path file = Files.writeString(folder.resolve("statistics.txt"), "4000000000" + kind);
        send(file, ANN + "\r\n");
        assertThat(file).content().contains("\n4000000001" + kind);

        Files.writeString(file, "9".repeat(30) + kind + "5" + kind);
        send(file, ANN + "\r\n");
        assertThat(file).content().contains("\n" + Long.MAX_VALUE + kind);
        assertThat(ClientList.read(file).values()).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void shouldReadBackEachAcceptedRequest() {
        Random random = new Random(15);
        ClientStatistics statistics = new ClientStatistics(client -> false);
        List<ClientProfile> accepted = new ArrayList<>();
        HandlerRegistry registry = new HandlerRegistry(List.of());
        try (StandalonePlugin plugin = StandalonePlugin.on(registry)
                .onDecision(decision -> accepted.add(decision.client()))
                .onDecision(statistics::count)
                .start()) {
            CommandHandler handler = registry.handler(Verb.CVQ).orElseThrow();
            for (int request = 0; request < 500; request++) {
                String line = "CVQ 1 0x0409 " + text(random) + " " + text(random) + " " + text(random) + " "
                        + text(random) + " 1." + request + " " + text(random) + " " + text(random);
                handler.handle(
                        Command.tryParse(line).orElseThrow(), new PlainSession(InetAddress.getLoopbackAddress()));
            }
        }

        Map<ClientProfile, Long> read =
                ClientList.read(new BufferedReader(new StringReader(statistics.text())), "statistics");

        assertThat(read.values()).containsOnly(1L);
        assertThat(read.keySet())
                .hasSizeGreaterThan(100)
                .extracting(ClientProfile::program)
                .containsExactlyInAnyOrderElementsOf(
                        accepted.stream().map(ClientProfile::program).toList());
    }

    @Test
    void shouldEvictTheRarestKinds() {
        ClientStatistics statistics = new ClientStatistics(client -> true);
        statistics.count(decision("LIB", "0.7"));
        statistics.count(decision("LIB", "0.7"));
        for (int version = 0; version < ClientStatistics.MAX_KINDS; version++) {
            statistics.count(decision("LIB", "1." + version));
        }

        assertThat(statistics.text().lines())
                .hasSize(ClientStatistics.MAX_KINDS / 10 * 9 + 4)
                .contains(
                        "# plus 1001 requests by rarer kinds; the limit is 10000",
                        "2 CVQ 1 0x0409 winnt 5.1 i386 LIB 0.7");
    }

    @Test
    void shouldKeepKnownClientsInAFloodOfInventedOnes() {
        ClientStatistics statistics =
                new ClientStatistics(client -> client.program().library().equals("LIB"));
        for (int request = 0; request < 10_500; request++) {
            statistics.count(decision("JUNK" + request, "1.0"));
        }
        statistics.count(decision("LIB", "1.0"));
        for (int request = 0; request < 10_500; request++) {
            statistics.count(decision("MORE" + request, "1.0"));
        }

        assertThat(statistics.text().lines())
                .hasSizeLessThan(ClientStatistics.MAX_UNKNOWN_KINDS + 10)
                .contains("1 CVQ 1 0x0409 winnt 5.1 i386 LIB 1.0");
    }

    @Test
    void shouldLimitTheMemoryOfLongLines() {
        ClientStatistics statistics = new ClientStatistics(client -> true);
        for (int request = 0; request < 5000; request++) {
            statistics.count(decision("L".repeat(1000) + request, "1.0"));
        }

        assertThat(statistics.text()).hasSizeBetween(1_000_000, 1_600_000);
    }

    // Not all of these texts are accepted: the server answers 731 to some requests.
    private static String text(Random random) {
        String alphabet = "aZ09.%#'\"\\\u0085\u00a0\u00e9\u2028\u2029\u3000\ufeff\u202e\ud83d\ude00";
        int[] characters = alphabet.codePoints().toArray();
        return IntStream.rangeClosed(0, random.nextInt(2))
                .map(i -> characters[random.nextInt(characters.length)])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
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

    private static Decision decision(String library, String version) {
        ClientProfile client = TestClient.messenger("1.0")
                .with(program -> program.withLibrary(library)
                        .withVersion(ClientVersion.parse(version))
                        .withCodebase(""))
                .offering()
                .profile();
        return new Decision(Verb.CVQ, client, new UnknownClient(""), Outcome.REFUSED, Duration.ZERO);
    }
}
