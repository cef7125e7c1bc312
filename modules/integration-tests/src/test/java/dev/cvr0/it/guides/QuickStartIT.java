// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the quick start, on the class path and on the module path, with the JARs of the distribution. */
class QuickStartIT {

    private static final Guide GUIDE = Guide.read(Guide.ROOT.resolve("src/docs/quick-start.md"));
    private static final Path LIB = Guide.ROOT.resolve("modules/server/target/cvr0/lib");
    private static final Path SOURCES = Path.of("plain-java/src/main/java");
    private static final String MAIN = "org.example.emulator.Emulator";
    private static final Pattern LISTENING = Pattern.compile("listening on port (\\d+) with (.*);.*");
    private static final String REQUEST = "VER 1 MSNP10 MSNP9 CVR0\r\n"
            + "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS example@hotmail.com\r\n";

    @TempDir
    private Path folder;

    @BeforeAll
    static void hasAllJars() throws IOException {
        try (Stream<Path> files = Files.list(LIB)) {
            assertThat(files.filter(file -> file.toString().endsWith(".jar"))).hasSizeGreaterThan(20);
        }
    }

    @Test
    void shouldAnswerOnTheClassPath() throws Exception {
        GUIDE.writeProject("plain-java", folder);
        compile("-cp", LIB + "/*", source());

        assertThat(run("-cp", LIB + "/*" + File.pathSeparator + folder.resolve("classes"), MAIN))
                .isEqualTo(documentedAnswer());
    }

    @Test
    void shouldAnswerWithEverythingOnTheModulePath() throws Exception {
        GUIDE.writeProject("plain-java", folder);
        GUIDE.writeProject("module-path", folder);
        compile("-p", LIB.toString(), "-Xlint:-requires-automatic", "module-path/module-info.java", source());

        assertThat(run(
                        "-p",
                        LIB + File.pathSeparator + folder.resolve("classes"),
                        "-m",
                        "org.example.emulator/" + MAIN))
                .isEqualTo(documentedAnswer());
    }

    @Test
    void shouldRunTheServerAsAModule() throws Exception {
        Process process = java("-p", LIB.toString(), "-m", "dev.cvr0.server/dev.cvr0.server.Main", "schema")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"$schema\"");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void shouldNameTheVersionsOfThisBuild() throws IOException {
        String build = Files.readString(Guide.ROOT.resolve("pom.xml"));

        assertThat(GUIDE.text())
                .contains(
                        "weld-se-core:" + property("weld.version", build) + "\"",
                        "hibernate-validator:" + property("hibernate-validator.version", build) + "\"",
                        "weld-se-core` " + property("weld.version", build),
                        "hibernate-validator` " + property("hibernate-validator.version", build),
                        "<netty.version>" + property("netty.version", build),
                        "cvr0-bom:" + property("version", build) + "\"");
    }

    @Test
    void shouldNameTheSameDependenciesForMavenAndGradle() {
        assertThat(matches("implementation\\((?:platform\\()?\"([^\"]+)\"", block("gradle/build.gradle.kts")))
                .hasSizeGreaterThan(5)
                .containsExactlyInAnyOrderElementsOf(matches(
                        "<groupId>(.+)</groupId>\\s+<artifactId>(.+)</artifactId>\\s+(?:<version>(.+)</version>\\s+)?"
                                + "(?:<type>.*\\s+<scope>.*\\s+)?</dependency>",
                        block("plain-java/pom.xml")));
    }

    @Test
    void shouldShowJavaThatCompiles() throws Exception {
        for (String project : List.of("jakarta-ee", "quarkus")) {
            GUIDE.writeProject(project, folder);
            compile("-cp", LIB + "/*", project + "/src/main/java/org/example/emulator/Emulator.java");
        }
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> IntStream.rangeClosed(1, match.groupCount())
                        .mapToObj(match::group)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(":")))
                .toList();
    }

    private static String property(String name, String build) {
        return matches("<" + name + ">(.+)</" + name + ">", build).get(0);
    }

    private static String block(String path) {
        return Stream.of("xml", "kotlin")
                .flatMap(language -> GUIDE.blocks(language).stream())
                .filter(block -> block.note("project").filter(path::equals).isPresent())
                .findFirst()
                .orElseThrow()
                .code();
    }

    private static String documentedAnswer() {
        return GUIDE.text()
                .lines()
                .filter(line -> line.startsWith("VER 1 ") || line.startsWith("CVQ 2 "))
                .limit(2)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String source() {
        return SOURCES.resolve(MAIN.replace('.', '/') + ".java").toString();
    }

    private void compile(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool("javac"), "-Xlint:all", "-Werror", "-d", "classes"));
        command.addAll(List.of(arguments));
        Process javac = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(javac.waitFor()).as(output).isZero();
    }

    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add("0");
        Process emulator = java(command.toArray(String[]::new))
                .redirectError(folder.resolve("log").toFile())
                .start();
        try (BufferedReader output = emulator.inputReader()) {
            MatchResult listening = output.lines()
                    .map(LISTENING::matcher)
                    .filter(matcher -> matcher.matches())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(log()))
                    .toMatchResult();
            assertThat(listening.group(2)).contains("CatalogPolicy");
            String answer = ask(Integer.parseInt(listening.group(1)));
            emulator.getOutputStream().close();
            assertThat(emulator.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(emulator.exitValue()).isZero();
            assertThat(log()).contains("CVR0-1001: CVR0 plugin 0.").doesNotContain("(unpackaged)");
            return answer;
        } finally {
            emulator.destroyForcibly();
        }
    }

    private static String ask(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static ProcessBuilder java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(tool("java"), "-Xmx256m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
