// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each command of the distribution as a separate process: its exit code and both of its outputs. {@link DistributionIT}
 * tests a running {@code serve}.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandsIT {

    private static final Path HOME = Path.of(System.getProperty("cvr0.home"));
    private static final String CATALOG = """
            format: 1
            releases:
              LIB: [1.0, 2.0]
            rules: []
            otherwise:
              recommend: own
              minimum: own
              download: http://updates.example.org/
              fallback: http://updates.example.org/
            """;

    private static final String KEY = "MCowBQYDK2VwAyEACA1hnz7A22Xw6lpgyDwjbeNux2Y1KNtk2MAns5FyTis=";

    @TempDir
    private Path folder;

    /** A command line, its exit code, and patterns for all of its standard output and of its standard error. */
    private record Expected(List<String> args, int code, String out, String err) {

        @Override
        public String toString() {
            return String.join(" ", args);
        }
    }

    private static Stream<Expected> commands() {
        return Stream.of(
                expected("--version", 0, "cvr0 \\d\\S+\n", ""),
                expected("--help", 0, "Usage: cvr0 .*Exit codes:.*", ""),
                expected("check catalog.yaml", 0, "catalog.yaml: valid \\(rules: 0, releases: 2\\)\n", ""),
                expected("check -", 0, "standard input: valid \\(rules: 0, releases: 2\\)\n", ""),
                expected(
                        "check - --public-key=" + KEY,
                        2,
                        "",
                        "cvr0: --public-key: the standard input has no signature; name a file\n.*"),
                expected("check --json catalog.yaml", 0, "\\{\n.*\"valid\": true,\n.*\"rules\": 0,.*}\n", ""),
                expected(
                        "check --json none.yaml",
                        1,
                        "\\{\n.*\"valid\": false,\n.*\"file\": \"none.yaml\",\n *\"message\": .*no such file.*}\n",
                        ""),
                expected("check none.yaml", 1, "", "none.yaml: .*no such file.*\n"),
                expected(
                        "check", 2, "", "cvr0: Missing required parameter: 'CATALOG'\ncvr0: try 'cvr0 check --help'\n"),
                expected(
                        "diff catalog.yaml new.yaml",
                        1,
                        "at .*: the answer changes for 1 of 2 clients\n.*\\+ .*\n",
                        ""),
                expected("diff --clients - catalog.yaml catalog.yaml", 1, "", "standard input:1: 'format: 1' .*"),
                expected("diff --json catalog.yaml catalog.yaml", 0, "\\{\n.*\"times\": \\[\n *]\n}\n", ""),
                expected("diff catalog.yaml catalog.yaml", 0, "no differences for 2 clients\n", ""),
                expected(
                        "explain CVQ_2_0x0409_winnt_5.1_i386_MSNMSGR_6.1.0211",
                        0,
                        "CVQ 2 7\\.0\\.0813 .*\n  then: the session ends\n.*",
                        ""),
                expected(
                        "explain --json VER_1_CVR0",
                        0,
                        "\\[\n.*\"answer\": \"VER 1 CVR0\",\n *\"session\": \"stays open\",.*]\n",
                        ""),
                expected("explain -", 1, "", "cvr0: 'format: 1' is not a command; .*"),
                expected("ask 127.0.0.1:PORT VER_1_CVR0", 2, "", "cvr0: cannot connect to 127.0.0.1:\\d+: .*"),
                expected(
                        "emergency --key=none.pem --for=1 --all --output=emergency.sig",
                        1,
                        "",
                        "none.pem: cannot read the private key: no such file\n"),
                expected("generate-completion", 0, "#!/usr/bin/env bash\n.*complete -F _complete_cvr0 .*", ""),
                expected("help check", 0, "Usage: cvr0 check .*", ""),
                expected("help chekc", 2, "", "cvr0: Unknown subcommand 'chekc'\\..*"),
                expected("init mine.yaml", 0, "mine.yaml: written; edit it, then run 'cvr0 check mine.yaml' .*", ""),
                expected(
                        "init catalog.yaml",
                        1,
                        "",
                        "catalog.yaml: cannot write the catalog: the file already exists\n"),
                expected("keygen key.pem", 0, "cvr0.catalog.public-key = \\S+\n", ""),
                expected("history --from=.", 0, "VERSION  BASE  TIME  ACTIVE FROM  AUTHOR  COMMENT\n", ""),
                expected("history", 2, "", "cvr0: Missing required option: '--from=TARGET'\n.*"),
                expected("nodes --from=.", 1, "", "cvr0: .*\n"),
                expected("clients --from=.", 1, "", "cvr0: .*requests are counted in a database only; .*\n"),
                expected("nodes --from=https://a.example/", 1, "", "cvr0: a web server can only be read; .*\n"),
                expected("probe 127.0.0.1:PORT", 2, "", "cvr0: cannot connect to 127.0.0.1:\\d+: .*"),
                expected("token ann --role=editor --file=tokens", 0, "cvr0_[A-Za-z0-9_-]{43}\n", ""),
                expected("token ann --role=king --file=tokens", 2, "", "cvr0: .*'king'.*"),
                expected("publish . --to=.", 2, "", "cvr0: at least one key is required; .*"),
                expected(
                        "publish . --to=. --public-key=" + KEY,
                        1,
                        "",
                        "\\./catalog.sig: cannot read the file: no such file; .*\n"),
                expected("restore 1 --from=. --output=new --public-key=" + KEY, 1, "", "cvr0: .*version 1.*\n"),
                expected("show 1 --from=. --public-key=" + KEY, 1, "", "cvr0: .*version 1.*\n"),
                expected(
                        "status --url=http://127.0.0.1:PORT",
                        3,
                        "",
                        "cvr0: http://127.0.0.1:\\d+: no server listens there; .*\n"),
                expected(
                        "table --catalog=enforced.yaml --at=2026-01-01T00:00Z",
                        0,
                        "library\tversion\t.*\nLIB\t1\\.0\t\\*\t\\*\t\\*\t\\*\trequired\t2\\.0\t2\\.0\t2\\.0\tclose\tansi"
                                + "\thttp://\\S+\thttp://\\S+\totherwise\tenforced\\.yaml:6:3\nLIB\t2\\.0\t.*\tadvise\t.*\n",
                        ""),
                expected(
                        "table --json --catalog=enforced.yaml",
                        0,
                        "\\[\n\\{\"library\":\"LIB\",\"version\":\"1\\.0\",.*\"enforcement\":\"close\",\"traits\":\\[\"ansi\"],"
                                + ".*},\n\\{.*}\n]\n",
                        ""),
                expected("table --catalog=none.yaml", 1, "", "none.yaml: .*no such file.*\n"),
                expected("schema", 0, "\\{.*\"\\$schema\".*\"unknown-clients\".*}\n", ""),
                expected("serve --listen=nowhere", 3, "", "cvr0: cvr0.listen: 'nowhere' is invalid; .*\n"),
                expected(
                        "sign catalog.yaml --key=none.pem --catalog-version=1 --expires=P1D",
                        1,
                        "",
                        "none.pem: cannot read the private key: no such file\n"),
                expected("server", 2, "", "cvr0: Unmatched argument at index 0: 'server'\n.*"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldPrintAndExitAs(Expected expected) throws Exception {
        Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
        Files.writeString(
                folder.resolve("enforced.yaml"),
                CATALOG.replace(": own", ": 2.0").replace("1.0,", "{ version: 1.0, traits: ansi },")
                        + "  enforce: close\n");
        Files.writeString(folder.resolve("new.yaml"), CATALOG.replace("recommend: own", "recommend: 2.0"));

        Run run = run(expected.args().stream()
                .map(arg -> arg.replace('_', ' ').replace("PORT", Integer.toString(closedPort())))
                .toList());

        assertThat(run.err()).matches(Pattern.compile(expected.err(), Pattern.DOTALL));
        assertThat(run.out()).matches(Pattern.compile(expected.out(), Pattern.DOTALL));
        assertThat(run.code()).isEqualTo(expected.code());
    }

    @Test
    void shouldTestEachCommandOfTheHelp() throws Exception {
        List<String> tested =
                commands().map(expected -> expected.args().get(0)).distinct().toList();

        List<String> commands = run(List.of("--help"))
                .out()
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.matches(" {2}\\S.*"))
                .map(line -> line.strip().split("[ ,]", 2)[0])
                .toList();

        assertThat(commands).isNotEmpty().allMatch(tested::contains);
    }

    @Test
    void shouldCompleteCommandsAndOptionsInBash() throws Exception {
        Path script = folder.resolve("completion.sh");
        Files.writeString(script, run(List.of("generate-completion")).out());

        assertThat(complete(script, "cvr0 ch")).containsExactly("check");
        assertThat(complete(script, "cvr0 check --st")).containsExactly("--strict");
        assertThat(complete(script, "cvr0 pub")).containsExactly("publish");
        assertThat(complete(script, "cvr0 publish --ac")).containsExactly("--active-from");
        assertThat(complete(script, "cvr0 nodes --fr")).containsExactly("--from");
        assertThat(complete(script, "cvr0 help di")).containsExactly("diff");
    }

    // Calls the function of the script as bash does when the user presses the tabulator key.
    private List<String> complete(Path script, String line) throws Exception {
        String[] words = line.split(" ");
        String bash = "source '" + script + "'; compopt() { :; }; COMP_WORDS=(" + line + "); COMP_CWORD="
                + (words.length - 1) + "; _complete_cvr0; printf '%s\n' \"${COMPREPLY[@]}\"";
        return execute(List.of("bash", "--norc", "-c", bash))
                .out()
                .lines()
                .filter(reply -> !reply.isEmpty())
                .toList();
    }

    private static Expected expected(String args, int code, String out, String err) {
        return new Expected(List.of(args.split(" ")), code, out, err);
    }

    private static int closedPort() {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return gone.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Run run(List<String> args) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(HOME.resolve("bin/cvr0").toString());
        command.addAll(args);
        return execute(command);
    }

    private Run execute(List<String> command) throws Exception {
        Path input = Files.writeString(folder.resolve("in"), CATALOG);
        return Run.of(new ProcessBuilder(command).redirectInput(input.toFile()), folder);
    }
}
