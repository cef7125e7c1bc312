// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.guides;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the examples for emulators in other languages against the server. A language that is not installed is skipped. */
class OtherLanguagesIT {

    private static final Path EXAMPLES = Guide.ROOT.resolve("modules/examples/other-languages");
    private static final Path DISTRIBUTION = Guide.ROOT.resolve("modules/server/target/cvr0");
    private static final String LINE = "CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS example@hotmail.com";
    private static final String UNKNOWN = "CVR 2 0x0409 winnt 5.1 i386 YCOMM 0.1.0023 MSMSGS example@hotmail.com";
    private static final String HTTP = "the HTTP API listens on ";

    private static Process server;
    private static String url;

    @TempDir
    private static Path folder;

    private enum Language {
        PYTHON("python3", "cvr.py"),
        NODE("node", "cvr.mjs"),
        GO("go", "cvr.go", "run"),
        CSHARP("mono", "Cvr.cs") {
            @Override
            List<String> program() throws IOException, InterruptedException {
                Path program = folder.resolve("Cvr.exe");
                Process compiler = new ProcessBuilder(
                                "mcs",
                                "-out:" + program,
                                "-r:System.Net.Http.dll",
                                "-r:System.Runtime.Serialization.dll",
                                EXAMPLES.resolve("Cvr.cs").toString())
                        .inheritIO()
                        .start();
                assertThat(compiler.waitFor()).isZero();
                return List.of("mono", program.toString());
            }
        },
        PHP("php", "cvr.php");

        private final String interpreter;
        private final String file;
        private final List<String> options;

        Language(String interpreter, String file, String... options) {
            this.interpreter = interpreter;
            this.file = file;
            this.options = List.of(options);
        }

        boolean isInstalled() {
            return Stream.of(System.getenv("PATH").split(":"))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, interpreter)));
        }

        List<String> program() throws IOException, InterruptedException {
            return Stream.of(
                            Stream.of(interpreter),
                            options.stream(),
                            Stream.of(EXAMPLES.resolve(file).toString()))
                    .flatMap(words -> words)
                    .toList();
        }

        String run(String... arguments) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(program());
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("GOCACHE", folder.resolve("go").toString());
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return output.strip();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        server = new ProcessBuilder(
                        DISTRIBUTION.resolve("bin/cvr0").toString(),
                        "serve",
                        "--listen",
                        "127.0.0.1:0",
                        "--http",
                        "127.0.0.1:0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        Optional<String> address = out.lines()
                .filter(line -> line.startsWith(HTTP))
                .map(line -> line.substring(HTTP.length()))
                .findFirst();
        url = "http://" + address.orElseThrow() + "/v1/decide";
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.destroy();
        assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void shouldPrintTheAnswerOfThePolicy(Language language) throws IOException, InterruptedException {
        assumeThat(language.isInstalled())
                .as(language.interpreter + " is not installed")
                .isTrue();

        assertThat(language.run(url, LINE, "192.0.2.1")).startsWith("CVR 2 7.0.0813 7.0.0813 6.2.0205 http://");
        assertThat(language.run(url, UNKNOWN, "192.0.2.1")).isEqualTo("no decision");
        assertThat(language.run(url, LINE, "not an address")).isEqualTo("no decision");
        assertThat(language.run("http://127.0.0.1:" + unusedPort() + "/v1/decide", LINE, "192.0.2.1"))
                .isEqualTo("no decision");
    }

    @Test
    void shouldShowTheExamplesInTheGuide() throws IOException {
        String guide = Files.readString(Guide.ROOT.resolve("src/docs/other-languages.md"));
        for (Language language : Language.values()) {
            assertThat(guide).contains(snippet(language.file));
        }
    }

    private static String snippet(String file) throws IOException {
        String text = Files.readString(EXAMPLES.resolve(file));
        String marked = text.substring(text.indexOf("snippet: decide\n") + "snippet: decide\n".length());
        return marked.lines()
                .takeWhile(line -> !line.strip().endsWith(" end"))
                .reduce("", (lines, line) -> lines + line + "\n")
                .stripTrailing()
                .stripIndent();
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
