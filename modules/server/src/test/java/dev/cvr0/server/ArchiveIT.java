// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The archive of classes: used where it fits, and never in the way of a start. */
@DisabledOnOs(OS.WINDOWS)
class ArchiveIT {

    private static final Path BUILT = Path.of(System.getProperty("cvr0.home"));
    private static final String ARCHIVE = ArchiveKind.of(Runtime.version()).file();
    // of lib/cvr0-server: no archive that comes with a JDK has it
    private static final String OURS = "dev.cvr0.server.Cvr0Server source: shared objects file";
    private static final String BANNER = " INFO CVR0-";

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void copy() throws IOException {
        home = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(BUILT)) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve(BUILT.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "cvr0.archive", matches = "true")
    void shouldComeWithTheBuildAndBeUsed() throws Exception {
        assertThat(served(BUILT, Map.of())).contains(OURS);
    }

    @Test
    void shouldBeMadeAnewInAnotherPlaceAndBeUsed() throws Exception {
        Path old = Files.writeString(home.resolve("lib/" + ARCHIVE), "an old one");

        Process archive = run(home, Map.of(), "archive");

        assertThat(archive.waitFor()).isZero();
        assertThat(output(archive)).startsWith(old + ": made for Java " + Runtime.version());
        assertThat(served(home, Map.of())).contains(OURS);
        try (Stream<Path> lib = Files.list(home.resolve("lib"))) {
            assertThat(lib.map(file -> file.getFileName().toString()))
                    .contains(ARCHIVE, ARCHIVE + ".cksum")
                    .noneMatch(name -> name.startsWith("archive"));
        }
    }

    @Test
    void shouldStartInAnotherPlace() throws Exception {
        served(Files.move(home, folder.resolve("a moved copy")), Map.of());
    }

    @Test
    void shouldStartWithAJarThatTheArchiveDoesNotKnow() throws Exception {
        Files.copy(home.resolve("lib").resolve(jar("picocli")), home.resolve("lib/another.jar"));

        served(home, Map.of());
    }

    @Test
    void shouldStartWithAJarThatChanged() throws Exception {
        Files.setLastModifiedTime(
                home.resolve("lib").resolve(jar("cvr0-server")), FileTime.fromMillis(1_000_000_000_000L));

        served(home, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 4096", "0, 10000000", "8192, 4096"})
    void shouldStartWithADamagedArchive(int from, int length) throws Exception {
        Path archive = home.resolve("lib/" + ARCHIVE);
        byte[] bytes = Files.exists(archive) ? Files.readAllBytes(archive) : new byte[20_000_000];
        Files.deleteIfExists(archive);
        Files.write(archive, Arrays.copyOfRange(bytes, from, from + length));

        assertThat(served(home, Map.of())).doesNotContain(OURS);
    }

    @Test
    void shouldStartWithAnArchiveInWhichBytesChanged() throws Exception {
        Path archive = home.resolve("lib/" + ARCHIVE);
        assumeTrue(Files.exists(archive));
        byte[] bytes = Files.readAllBytes(archive);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 1_000_000, (byte) 0);
        Files.delete(archive);
        Files.write(archive, bytes);

        assertThat(served(home, Map.of())).doesNotContain(OURS);
    }

    @Test
    void shouldStartWithTheArchiveOfAnotherJava() throws Exception {
        Path other = otherJava();
        for (ArchiveKind kind : ArchiveKind.values()) {
            for (String end : List.of("", ".cksum")) {
                Path made = home.resolve("lib/" + ARCHIVE + end);
                Path wanted = home.resolve("lib/" + kind.file() + end);
                if (Files.exists(made) && Files.notExists(wanted)) {
                    Files.copy(made, wanted);
                }
            }
        }

        assertThat(served(home, Map.of("JAVA_HOME", other.toString()))).doesNotContain(OURS);
    }

    @Test
    void shouldSayWhyThereIsNone() throws Exception {
        Files.writeString(home.resolve("conf/logging.properties"), "");
        Files.delete(home.resolve("lib").resolve(jar("hibernate-validator")));
        Path archive = home.resolve("lib/" + ARCHIVE);
        boolean before = Files.exists(archive);

        Process run = run(home, Map.of(), "archive");

        assertThat(run.waitFor()).isEqualTo(1);
        assertThat(errors(run)).startsWith("cvr0: no archive was made: the server did not start: ");
        assertThat(Files.exists(archive)).isEqualTo(before);
    }

    private String jar(String name) throws IOException {
        try (Stream<Path> lib = Files.list(home.resolve("lib"))) {
            return lib.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith(name + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path otherJava() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        Path all = own.getParent();
        try (Stream<Path> homes = Files.list(all)) {
            List<Path> others = homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> !home.equals(own) && !Files.isSymbolicLink(home))
                    .toList();
            assumeTrue(!others.isEmpty(), "another JDK beside " + own);
            return others.get(0);
        }
    }

    /** Starts a server, which must say nothing but what it always does, asks it, and tells which classes it loaded. */
    private String served(Path place, Map<String, String> environment) throws Exception {
        Path log = folder.resolve("classes");
        Process server = run(place, environment, "serve", "--listen=127.0.0.1:0");
        try {
            String line = server.inputReader(StandardCharsets.UTF_8).readLine();
            assertThat(line).startsWith("cvr0 listens on 127.0.0.1:");
            assertThat(answer(Integer.parseInt(line.substring(line.lastIndexOf(':') + 1))))
                    .isEqualTo("VER 1 CVR0\r\n");
            server.toHandle().destroy();
            assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(server.exitValue()).isZero();
            assertThat(errors(server).lines()).allMatch(message -> message.contains(BANNER));
        } finally {
            server.destroyForcibly();
        }
        return Files.readString(log);
    }

    private Process run(Path place, Map<String, String> environment, String... args) throws IOException {
        List<String> command = Stream.concat(Stream.of(place.resolve("bin/cvr0").toString()), Arrays.stream(args))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (args[0].equals("serve")) {
            builder.environment().put("CVR0_JAVA_OPTS", "-Xlog:class+load:file=classes");
        }
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String answer(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("VER 1 CVR0\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
