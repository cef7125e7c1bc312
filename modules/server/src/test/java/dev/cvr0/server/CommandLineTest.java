// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static dev.cvr0.server.Run.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.Catalog;
import dev.cvr0.server.runtime.ServerPeer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All commands except a running {@code serve}, which needs a separate process. */
class CommandLineTest {

    private static final String CVQ = "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com";

    private static final String NOTICE =
            "unknown-clients: does not apply to versions that cannot be parsed, such as b.0.0328, while"
                    + " cvr0.policy.unknown-clients is strict: they get 420 before the catalog is consulted; set it to echo"
                    + " or lenient to accept them";

    @TempDir
    private Path folder;

    static Stream<String> commands() {
        return Cvr0Command.lineFor().getSubcommands().keySet().stream().filter(name -> !name.equals("help"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldPrintHelpForEachCommand(String command) {
        Run run = run(command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: cvr0 " + command);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void shouldPrintItsExitCodesAndVersion() {
        assertThat(run("--help").out())
                .contains("Exit codes:", "0   success", "1   check failed or differences found", "3   startup failed");
        assertThat(run("--version").out()).startsWith("cvr0 ");
    }

    @Test
    void shouldExplainAnAnswer() {
        Run run = run("explain", CVQ);

        assertThat(run.code()).isZero();
        assertThat(run.out().lines())
                .startsWith(
                        "CVQ 2 7.0.0813 7.0.0813 6.2.0205 http://msgr.dlservice.microsoft.com/download/5/d/9/"
                                + "5d9bb5b2-49c7-4890-94ab-d1d5e44a0e6d/Install_MSN_Messenger.exe http://messenger.msn.com",
                        "  then: the session ends",
                        "  required: 6.1.0211 is older than the minimum 6.2.0205")
                .anyMatch(line -> line.matches("  evaluated bundled.yaml:\\d+:\\d+: .*: matches"));
    }

    @Test
    void shouldExplainAnErrorWithParameterAndValidValues() {
        assertThat(run("explain", "CVQ 5 0x1111 winnt 5.1 MSNMSGR 6.0.0602 MSMSGS a@example.com")
                        .out()
                        .lines())
                .containsExactly(
                        "710 5",
                        "  then: the session stays open",
                        "  locale '0x1111' must be 0x and the four hexadecimal digits of a known Windows locale, such as"
                                + " 0x0409");
        assertThat(run("explain", "CVQ 6 spaghetti").out().lines())
                .containsExactly("731 6", "  then: the session ends", "  parameters '1' must be 6 to 9 parameters");
        assertThat(run("explain", "CVQ 4 0x0409 winnt 5.0 i386 YCOMM 0.1.0023 MSMSGS")
                        .out()
                        .lines())
                .startsWith(
                        "420 4",
                        "  then: the session stays open",
                        "  unknown client; cvr0.policy.unknown-clients applies, which is strict")
                .anyMatch(line -> line.contains("YCOMM"));
    }

    @Test
    void shouldExplainSeveralLinesAsOneSession() {
        assertThat(run("explain", "--set", "cvr0.dialects=MSNP8", "VER 1 MSNP8 CVR0", CVQ)
                        .out()
                        .lines())
                .containsExactly(
                        "VER 1 MSNP8",
                        "  then: the session stays open",
                        "715 2",
                        "  then: the session ends",
                        "  not allowed in this state of the session; negotiated dialect: MSNP8");
        assertThat(run("explain", "CVR 1 0x0409").out().lines())
                .startsWith("(no answer: no handler serves this verb, so the server closes the connection)");
    }

    @Test
    void shouldReportALineThatIsNotACommand() {
        Run run = run("explain", "hello \u001B[2J");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("cvr0: 'hello \\u001b[2J' is not a command; expected a verb");
    }

    @Test
    void shouldCheckACatalog() throws IOException {
        Path good = Files.writeString(folder.resolve("good.yaml"), bundled());
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "format: 1\nrulez: []\n");
        Path none = folder.resolve("none.yaml");

        assertThat(run("check", good.toString()).code()).isZero();
        assertThat(run("check", good.toString()).out()).contains(good + ": valid (rules: ");
        assertThat(run("check", bad.toString()).code()).isEqualTo(1);
        assertThat(run("check", bad.toString()).err())
                .contains(bad + ":2:1: ", "rulez")
                .doesNotContain("Exception");
        assertThat(run("check", none.toString()).code()).isEqualTo(1);
        assertThat(run("check", none.toString()).err())
                .contains(none.toString())
                .hasLineCount(1);
    }

    @Test
    void shouldPrintWarningsAboutLikelyMistakes() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), bundled());
        String warning = file
                + ":210:5: warning: no rule matches 'MSNMSGR' 7.0.0813 to 7.5.0324, so 'otherwise' applies, but rule"
                + " 'msnmsgr-6-on-nt' at " + file + ":200:5 matches the release before and rule 'live-8-in-spanish' the"
                + " release after; add a rule or extend one";

        assertThat(run("check", file.toString()).code()).isZero();
        assertThat(run("check", file.toString()).out().lines()).contains(warning);
        assertThat(run("check", "--strict", file.toString()).code()).isEqualTo(1);
        assertThat(run("check", "--strict", file.toString()).out().lines()).contains(warning);
    }

    @Test
    void shouldPrintANoticeThatRulesForUnknownClientsDoNotApplyToUnreadableVersions() throws IOException {
        Path file = Files.writeString(folder.resolve("echo.yaml"), "unknown-clients: echo\n" + bundled());

        assertThat(run("check", file.toString()).out().lines()).contains(file + ":1:18: notice: " + NOTICE);
        JsonObject notice = Json.createReader(
                        new StringReader(run("check", "--json", file.toString()).out()))
                .readObject()
                .getJsonArray("notices")
                .getJsonObject(0);
        assertThat(notice.getInt("line")).isEqualTo(1);
        assertThat(notice.getString("message")).isEqualTo(NOTICE);
        Files.writeString(file, bundled());
        assertThat(run("check", file.toString()).out()).doesNotContain("notice");
    }

    @Test
    void shouldExplainThatRulesForUnknownClientsDoNotApplyToAnUnreadableVersion() throws IOException {
        Path file = Files.writeString(folder.resolve("echo.yaml"), "unknown-clients: echo\n" + bundled());
        String notice = file + ":1:18: notice: " + NOTICE;
        String catalog = "--catalog=" + file;
        String unreadable = "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR b.0.0328";

        assertThat(run("explain", catalog, unreadable).out().lines())
                .startsWith("420 1")
                .endsWith("  " + notice);
        JsonObject explained = Json.createReader(new StringReader(
                        run("explain", "--json", catalog, unreadable).out()))
                .readArray()
                .getJsonObject(0);
        assertThat(explained.getJsonArray("explanation")).contains(Json.createValue(notice));
        assertThat(run("explain", catalog, "--set", "cvr0.policy.unknown-clients=echo", unreadable)
                        .out())
                .startsWith("CVQ 1 ")
                .doesNotContain("notice");
        assertThat(run("explain", catalog, "CVQ 1 spaghetti winnt 5.1 i386 MSNMSGR b.0.0328")
                        .out())
                .startsWith("710 1")
                .doesNotContain("notice");
    }

    @Test
    void shouldReportEachErrorWithItsLocation() {
        String file = CommandLineTest.class.getResource("ten-errors.yaml").getPath();

        Run run = run("check", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines().map(line -> line.substring(file.length())))
                .containsExactly(
                        ":1:1: missing key 'otherwise'; add it",
                        ":2:7: zone: 'Europe/Berlln' is not a time zone; use a name such as Europe/Berlin or UTC",
                        ":4:43: releases.MSNMSGR[3]: 'seven' is not a version; use numbers separated by dots, such as"
                                + " 7.0.0813",
                        ":11:14: rules[0].minimum: 8.0 is newer than recommend 7.5.0324; lower it",
                        ":15:31: rules[1].when.locle: unknown key; did you mean 'locale'?",
                        ":24:15: rules[2].download: 'example.com/a.exe' does not begin with http://, https:// or ftp://; add"
                                + " it, for example 'https://example.com/a.exe'",
                        ":26:5: rule 'sends-to-a-blocked-version': recommend 7.0.0813 is blocked at " + file
                                + ":6:5; use another version, or end the block",
                        ":38:5: rule 'never-reached': is never reached, because rule 'all-messenger-clients' at " + file
                                + ":32:5 matches all of its clients; move it up",
                        ":46:16: rules[6].recommend: 9.9 is not a release of any library, and clients that install it"
                                + " become unknown; list it under releases",
                        ":52:14: rules[7].rollout: '110%' is not a percentage; use 0.01% to 100% with at most two"
                                + " decimals, such as 12.5%");
    }

    @Test
    void shouldListTheClientsWhoseAnswerChanges() throws IOException {
        Path before = Files.writeString(folder.resolve("before.yaml"), bundled());
        Path after = Files.writeString(
                folder.resolve("after.yaml"), bundled().replace("7.0.0813\n    min", "7.0.0820\n    min"));
        Path clients = Files.writeString(folder.resolve("clients.txt"), """
                # clients
                VER 1 MSNP9 CVR0
                120 CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com
                CVQ 1 0x0c0a winnt 5.1 i386 MSNMSGR 6.1.0211

                7 CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 8.5.1302 MSMSGS a@example.com
                """);

        Run run = run("diff", before.toString(), after.toString(), "--at=2020-01-01T00:00Z", "--clients=" + clients);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        "at 2020-01-01T00:00:00Z: the answer changes for 121 of 128 clients",
                        "  121 clients: MSNMSGR 6.1.0211",
                        "    - required: version 7.0.0813, minimum 6.2.0205, download http://msgr.dlservice.microsoft.com/"
                                + "download/5/d/9/5d9bb5b2-49c7-4890-94ab-d1d5e44a0e6d/Install_MSN_Messenger.exe,"
                                + " fallback http://messenger.msn.com (msnmsgr-6-on-nt)",
                        "    + required: version 7.0.0820, minimum 6.2.0205, download http://msgr.dlservice.microsoft.com/"
                                + "download/5/d/9/5d9bb5b2-49c7-4890-94ab-d1d5e44a0e6d/Install_MSN_Messenger.exe,"
                                + " fallback http://messenger.msn.com (msnmsgr-6-on-nt)");
    }

    @Test
    void shouldCompareGeneratedClientsByDefault() throws IOException {
        Path before = Files.writeString(folder.resolve("before.yaml"), bundled());
        Path after = Files.writeString(folder.resolve("after.yaml"), bundled().replace("locale: 0x0c0a", "locale: es"));

        assertThat(run("diff", before.toString(), before.toString()).code()).isZero();
        assertThat(run("diff", before.toString(), before.toString()).out())
                .matches("no differences for \\d+ clients\\R");
        Run run = run("diff", before.toString(), after.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("locale 0x000a or 0x040a or 0x080a or 0x100a or 19 others", "live-8-in-spanish");
    }

    @Test
    void shouldPrintDifferencesAsJson() throws IOException {
        Path before = Files.writeString(folder.resolve("before.yaml"), bundled());
        Path after = Files.writeString(
                folder.resolve("after.yaml"), bundled().replace("7.0.0813\n    min", "7.0.0820\n    min"));
        String clients = "120 CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com\n"
                + "7 CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 8.5.1302 MSMSGS a@example.com\n";
        Path file = Files.writeString(folder.resolve("clients.txt"), clients);

        Run run = run(
                "diff", "--json", "--at=2020-01-01T00:00Z", "--clients=" + file, before.toString(), after.toString());

        assertThat(run.code()).isEqualTo(1);
        JsonObject result = Json.createReader(new StringReader(run.out())).readObject();
        assertThat(result.getInt("clients")).isEqualTo(127);
        JsonObject time = result.getJsonArray("times").getJsonObject(0);
        assertThat(time.getString("at")).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(time.getInt("different")).isEqualTo(120);
        assertThat(time.getJsonArray("changes").getJsonObject(0).getString("after"))
                .startsWith("required: version 7.0.0820, minimum 6.2.0205,");
    }

    @Test
    void shouldReportEachInvalidClientLine() throws IOException {
        Path before = Files.writeString(folder.resolve("before.yaml"), bundled());
        Path clients = Files.writeString(
                folder.resolve("clients.txt"),
                "CVQ 1 0x0409\nx CVQ 1\nCVQ 1 0x0409 win 4.10 i386"
                        + " MSMSGS 1.0.0863\nUSR 1 TWN I a@example.com\nCVQ 1 spaghetti win 4.10 i386 MSMSGS 1.0.0863\n");

        Run run = run("diff", before.toString(), before.toString(), "--clients", clients.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines())
                .map(line -> line.replaceAll(" is not a client; expected .*", ""))
                .containsExactly(
                        clients + ":1: 'CVQ 1 0x0409'",
                        clients + ":2: 'x CVQ 1'",
                        clients + ":4: 'USR 1 TWN I a@example.com'",
                        clients + ":5: 'CVQ 1 spaghetti win 4.10 i386 MSMSGS 1.0.0863'");
        assertThat(run("diff", before.toString(), before.toString(), "--clients=none.txt")
                        .err())
                .isEqualTo("none.txt: cannot be read; expected a text file in UTF-8" + System.lineSeparator());
    }

    @Test
    void shouldUseTheGivenCatalog() throws IOException {
        Path catalog = Files.writeString(folder.resolve("mine.yaml"), bundled().replace("7.0.0813", "7.0.0777"));

        assertThat(run("explain", "--catalog", catalog.toString(), CVQ).out()).startsWith("CVQ 2 7.0.0777 7.0.0777");
    }

    @Test
    void shouldExplainEnforcementAndTraits() throws IOException {
        Path catalog = Files.writeString(
                folder.resolve("mine.yaml"),
                bundled()
                        .replaceFirst("minimum: 6.2.0205\n", "minimum: 6.2.0205\n    enforce: close\n")
                        .replaceFirst(
                                "rules:\n",
                                "groups: { nt: { system-type: winnt, traits: [no-p2p, ansi] } }\nrules:\n"));

        assertThat(run("explain", "--catalog", catalog.toString(), CVQ).out().lines())
                .containsSequence("  reason: msnmsgr-6-on-nt", "  enforcement: close", "  traits: ansi, no-p2p");
        JsonObject explained = Json.createReader(
                        new StringReader(run("explain", "--json", "--catalog", catalog.toString(), CVQ)
                                .out()))
                .readArray()
                .getJsonObject(0);
        assertThat(explained.getString("enforcement")).isEqualTo("close");
        assertThat(explained.getJsonArray("traits").toString()).isEqualTo("[\"ansi\",\"no-p2p\"]");
        assertThat(run("explain", CVQ).out()).doesNotContain("enforcement", "traits");
    }

    @Test
    void shouldPrintTableOfBundledCatalog() {
        Run table = run("table");
        Run json = run("table", "--json");

        assertThat(table.err() + json.err()).isEmpty();
        List<String> lines = table.out().lines().toList();
        assertThat(lines.get(0)).startsWith("library\tversion\tsystem-type\tsystem-version\tarchitecture\tlocale\t");
        assertThat(lines)
                .anyMatch(
                        line -> line.matches(
                                "MSNMSGR\t6\\.1\\.0211\twinnt\t\\*\t\\*\t\\*\trequired\t7\\.0\\.0813"
                                        + "\t7\\.0\\.0813\t6\\.2\\.0205\tadvise\t\thttp://\\S+\thttp://\\S+\tmsnmsgr-6-on-nt\tbundled\\.yaml:\\d+:5"));
        JsonArray rows = Json.createReader(new StringReader(json.out())).readArray();
        assertThat(rows).hasSize(lines.size() - 1);
        assertThat(rows.getJsonObject(0).keySet()).contains("library", "urgency", "traits", "rule", "location");
    }

    @Test
    void shouldWarnAboutConditionsThatAreNotInTable() throws IOException {
        Path catalog = Files.writeString(
                folder.resolve("mine.yaml"), bundled().replace("locale: 0x0c0a", "user-handle: '@example.com'"));

        Run run = run("table", "--catalog", catalog.toString());

        assertThat(run.code()).isZero();
        assertThat(run.err())
                .startsWith("cvr0: warning: the catalog has conditions that are not in the table: user-handle;");
    }

    @Test
    void shouldPreferSettingsOfTheCommandLineToThoseOfAFile() throws IOException {
        String file = Files.writeString(
                        folder.resolve("my.properties"), "cvr0.ver.answer = list\ncvr0.dialects = MSNP8\n")
                .toString();
        String line = "VER 1 MSNP8 CVR0";

        assertThat(run("explain", "--config", file, line).out().lines()).startsWith("VER 1 MSNP8 CVR0");
        assertThat(run("explain", "--config", file, "--set", "cvr0.ver.answer=single", line)
                        .out()
                        .lines())
                .startsWith("VER 1 MSNP8");
    }

    @Test
    void shouldReportAllInvalidSettingsTogether() {
        Run run = run(
                "serve",
                "--listen=nowhere",
                "--set=cvr0.ver.answer=both",
                "--set=cvr0.idle-timeout=0s",
                "--set=cvr0.policy.timeot=2s");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("cvr0: cvr0.listen: 'nowhere' is invalid"))
                .contains("cvr0: cvr0.ver.answer: 'both' is invalid; use one of single, list")
                .anyMatch(line -> line.startsWith("cvr0: cvr0.idle-timeout: '0s' is invalid"))
                .anyMatch(line ->
                        line.equals("cvr0: cvr0.policy.timeot: unknown setting; did you mean cvr0.policy.timeout?"));
    }

    @Test
    void shouldReportAPortInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            Run run = run("serve", "--listen", address);

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).startsWith("cvr0: ").contains(address).hasLineCount(1);
        }
    }

    @Test
    void shouldReportUnreadableFiles() {
        Run catalog = run("serve", "--catalog", "/no/such.yaml");
        Run config = run("serve", "--config", "/no/such.properties");

        assertThat(catalog.err()).contains("/no/such.yaml").hasLineCount(1);
        assertThat(catalog.code()).isEqualTo(3);
        assertThat(config.err()).contains("/no/such.properties").hasLineCount(1);
        assertThat(config.code()).isEqualTo(3);
    }

    @Test
    void shouldProbeAServerWithTheConformanceTranscripts() {
        try (ServerPeer peer = new ServerPeer(Map.of("cvr0.dialects", "MSNP12,MSNP8"))) {
            String address = "127.0.0.1:" + peer.server().address().getPort();
            Run run = run("probe", address, "--dialects", "MSNP12, MSNP8", "--timeout=10s", "--parallel=4");
            Run asJson = run("probe", address, "--dialects=MSNP12 MSNP8", "--json");

            assertThat(run.out()).contains(" dialogues passed, 0 failed, 0 not tested, ");
            assertThat(run.code()).isZero();
            assertThat(asJson.out()).startsWith("{\"server\":\"" + address).contains("\"failed\":0");
            assertThat(asJson.code()).isZero();
        }
    }

    @Test
    void shouldPrintTheAnswersOfAServer() {
        try (ServerPeer peer = new ServerPeer(Map.of())) {
            String address = "127.0.0.1:" + peer.server().address().getPort();

            Run run = run("ask", address, "VER 1 MSNP10 CVR0", "CVQ 5 0x1111 winnt 5.1 i386 MSNMSGR 6.0.0602", CVQ);
            assertThat(run.err()).isEmpty();
            assertThat(run.out().lines())
                    .hasSize(3)
                    .startsWith("VER 1 CVR0", "710 5")
                    .anyMatch(line -> line.startsWith("CVQ 2 7.0.0813 "));
            assertThat(run.code()).isZero();

            Run closed = run("ask", address, "VER 1 CVR0", "USR 2 TWN I a@example.com", CVQ);
            assertThat(closed.out()).isEqualToNormalizingNewlines("VER 1 CVR0\n");
            assertThat(closed.err())
                    .isEqualToNormalizingNewlines(
                            "cvr0: the server closed the connection without an answer to 'USR 2 TWN"
                                    + " I a@example.com'\n");
            assertThat(closed.code()).isEqualTo(1);
        }
    }

    @Test
    void shouldStopWaitingForAnAnswerAndEscapeIt() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Run> asked = CompletableFuture.supplyAsync(
                    () -> run("ask", "--timeout=1", "127.0.0.1:" + silent.getLocalPort(), "VER 1 CVR0", "VER 2 CVR0"));
            try (Socket client = silent.accept()) {
                client.getOutputStream().write("\u001b[2J\r\n".getBytes(StandardCharsets.UTF_8));
                Run run = asked.get();

                assertThat(run.out()).isEqualToNormalizingNewlines("\\u001b[2J\n");
                assertThat(run.err())
                        .isEqualToNormalizingNewlines("cvr0: no answer within 1 seconds to 'VER 2 CVR0'\n");
                assertThat(run.code()).isEqualTo(1);
            }
        }
    }

    @Test
    void shouldWriteAValidCatalog() throws IOException {
        Path file = folder.resolve("mine.yaml");

        assertThat(run("init", file.toString()).code()).isZero();
        assertThat(run("check", "--strict", file.toString()).out())
                .isEqualToNormalizingNewlines(file + ": valid (rules: 1, releases: 7)\n");
        String written = Files.readString(file);
        assertThat(run("init", file.toString()).code()).isEqualTo(1);
        assertThat(file).content().isEqualTo(written);

        // The commented section is valid too.
        Files.writeString(
                file, written.replaceFirst("(?s)# (unknown-clients:.*)", "$1").replaceAll("(?m)^#  ", " "));
        assertThat(run("check", "--strict", file.toString()).code()).isZero();
        assertThat(Files.readString(file)).contains("\nunknown-clients:\n  - name: third-party\n");
    }

    @Test
    void shouldReportEachDifferenceWithItsLine() throws IOException {
        Path transcript = Files.writeString(
                folder.resolve("mine.msnp"),
                "== wrong\nC: VER 1 MSNP8 CVR0\nS: VER 1 MSNP8\nopen\n== right\nC: OUT\nclosed\n");
        try (ServerPeer peer = new ServerPeer(Map.of())) {
            Run run =
                    run("probe", "127.0.0.1:" + peer.server().address().getPort(), transcript.toString(), "--verbose");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out())
                    .contains("FAILED  " + transcript + ": wrong", ":3: expected ", "passed  " + transcript + ": right")
                    .contains("1 dialogues passed, 1 failed");
        }
    }

    @Test
    void shouldRejectInvalidOptionsOfAProbe() {
        assertThat(run("probe", "127.0.0.1:1", "--timeout=0s").err())
                .contains("'0s' is not a time limit; use a duration such as 500ms, 2s or 5m, from 1ms to 1h");
        assertThat(run("probe", "127.0.0.1:1", "--timeout=2h").err()).contains("from 1ms to 1h");
        assertThat(run("probe", "127.0.0.1:1", "--parallel=0").err()).contains("--parallel: 0 is out of range");
        assertThat(run("probe", "127.0.0.1:1", "--own-commands=usr").err())
                .contains("'usr' is not a command of a host");
        assertThat(run("probe", "nowhere").err()).contains("'nowhere' is not an address; expected HOST:PORT");
    }

    private static String bundled() throws IOException {
        try (InputStream bundled = Catalog.class.getResourceAsStream("bundled.yaml")) {
            return new String(bundled.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
