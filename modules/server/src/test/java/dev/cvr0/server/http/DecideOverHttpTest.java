// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.server.runtime.Cvr0Server;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.Step;
import dev.cvr0.transcript.Transcript;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the answers over HTTP with those of CVR0 sessions. */
@Timeout(120)
class DecideOverHttpTest {

    private static final String CVR = "CVR 7 0x0409 winnt 5.1 i386 MSNMSGR 6.0.0602 MSMSGS a@example.org";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    static List<Transcript> transcripts() {
        return Transcript.conformance();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void shouldAnswerAsOnTheWire(Transcript transcript) throws Exception {
        boolean answersCvr = !"none".equals(transcript.settings().get("cvr0.cvr.sessions"));
        try (Cvr0Server server = start(transcript.settings())) {
            List<String> lines = requests(transcript).stream()
                    .filter(line -> answersCvr || line.startsWith("CVQ"))
                    .toList();
            JsonArray answers = post(server, list(lines)).getJsonArray("decisions");

            assertThat(answers).hasSameSizeAs(lines);
            for (int i = 0; i < lines.size(); i++) {
                String expected = onTheWire(server, lines.get(i));
                assertThat(wireForm(answers.getJsonObject(i))).as(lines.get(i)).isEqualTo(expected);
                assertThat(wireForm(post(server, single(lines.get(i)))))
                        .as(lines.get(i))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldFindRequestsInTheTranscripts() {
        assertThat(transcripts().stream().flatMap(transcript -> requests(transcript).stream()))
                .hasSizeGreaterThan(200);
    }

    @Test
    void shouldNameTheRuleAndItsLocation() throws Exception {
        Path file = Files.writeString(folder.resolve("own.yaml"), """
                format: 1
                releases: { MSNMSGR: [6.0.0602, 7.0.0813] }
                rules:
                  - name: old ones
                    when: { library: MSNMSGR, client-version: 6.0.0602 }
                    recommend: 7.0.0813
                    minimum: 7.0.0813
                    download: http://a.example/setup.exe
                    fallback: http://a.example/
                otherwise: { recommend: own, minimum: own, download: http://a.example/, fallback: http://a.example/ }
                """);
        try (Cvr0Server server = start(Map.of("cvr0.catalog", file.toString()))) {
            JsonObject answer = post(server, single(CVR));

            assertThat(answer.getString("answer"))
                    .isEqualTo("CVR 7 7.0.0813 7.0.0813 7.0.0813 http://a.example/setup.exe http://a.example/");
            assertThat(answer.getString("verdict")).isEqualTo("advice");
            assertThat(answer.getString("outcome")).isEqualTo("decided");
            assertThat(answer.getString("urgency")).isEqualTo("required");
            assertThat(answer.getBoolean("belowMinimum")).isTrue();
            assertThat(answer.getString("rule")).isEqualTo("old ones");
            assertThat(answer.getString("location")).isEqualTo(file + ":4");
            assertThat(answer.getJsonObject("catalog").getString("source")).isEqualTo(file.toString());
            assertThat(answer.getJsonObject("catalog").getString("digest")).matches("[0-9a-f]{64}");
            assertThat(answer.getJsonObject("catalog").isNull("version")).isTrue();
        }
    }

    private static Cvr0Server start(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("cvr0.listen", "127.0.0.1:0");
        all.put("cvr0.http", "127.0.0.1:0");
        return Cvr0Server.start(SettingSource.of(all));
    }

    private JsonObject post(Cvr0Server server, JsonObject body) throws Exception {
        return HttpCalls.post(client, server, body.toString());
    }

    private static JsonObject single(String line) {
        return Json.createObjectBuilder().add("line", line).build();
    }

    private static JsonObject list(List<String> lines) {
        return Json.createObjectBuilder()
                .add("lines", Json.createArrayBuilder(lines))
                .build();
    }

    /** Returns the CVQ and CVR lines of a transcript, decoded as a host does. */
    private static Set<String> requests(Transcript transcript) {
        Set<String> lines = new LinkedHashSet<>();
        for (Dialogue dialogue : transcript.dialogues()) {
            Stream.of(text(dialogue).split("\n"))
                    .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                    .filter(line -> line.startsWith("CVQ") || line.startsWith("CVR"))
                    .forEach(lines::add);
        }
        return lines;
    }

    private static String text(Dialogue dialogue) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        dialogue.steps().forEach(step -> {
            if (step instanceof Step.Send send) {
                bytes.writeBytes(send.bytes().toByteArray());
            }
        });
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String wireForm(JsonObject answer) {
        return (answer.isNull("answer") ? "" : answer.getString("answer"))
                + (answer.getBoolean("close") ? " close" : "");
    }

    /** Sends a line in a new CVR0 session. A second VER afterwards is answered if the session is still open. */
    private static String onTheWire(Cvr0Server server, String line) throws IOException {
        InetSocketAddress address = server.address();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream()
                    .write(("VER 1 CVR0\r\n" + line + "\r\nVER 99 CVR0\r\n").getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            List<String> answers = lines(socket.getInputStream());
            assertThat(answers).startsWith("VER 1 CVR0");
            boolean open = answers.get(answers.size() - 1).equals("715 99");
            List<String> own = answers.subList(1, answers.size() - (open ? 1 : 0));
            return String.join("|", own) + (open ? "" : " close");
        }
    }

    private static List<String> lines(InputStream stream) throws IOException {
        return Arrays.asList(new String(stream.readAllBytes(), StandardCharsets.US_ASCII).split("\r\n"));
    }
}
