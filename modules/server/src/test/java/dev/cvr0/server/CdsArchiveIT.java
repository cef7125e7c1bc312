// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CDS archive of {@code bin/cvr0}. It is used if possible, and never prevents a start. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CdsArchiveIT {

    private static final Path HOME = Path.of(System.getProperty("cvr0.home"));
    private static final String LINE = "CVQ 5 0x1111 winnt 5.1 i386 MSNMSGR 6.0.0602";
    // A class of cvr0-server; the archive of the JDK does not contain it.
    private static final String FROM_ARCHIVE = "dev.cvr0.server.Cvr0Command source: shared objects file";
    private static final int FIRST_FEATURE_WITH_ARCHIVE = 19;

    @TempDir
    private Path folder;

    @Test
    void shouldBeUsedFromTheSecondStart() throws Exception {
        Path java = java(true);

        assertThat(classes(HOME, java)).doesNotContain(FROM_ARCHIVE);
        assertThat(classes(HOME, java)).contains(FROM_ARCHIVE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache())))
                .isEqualTo("rwx------");
    }

    @Tag("slow")
    @Test
    void shouldBeUsedInACopyOfTheDistribution() throws Exception {
        Path java = java(true);
        Path copy = folder.resolve("a copy");
        try (Stream<Path> files = Files.walk(HOME)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(HOME.relativize(file).toString()));
            }
        }
        classes(HOME, java);

        classes(copy, java);
        assertThat(classes(copy, java)).contains(FROM_ARCHIVE);
    }

    @Test
    void shouldNotBeCreatedByAnOlderJdk() throws Exception {
        assertThat(classes(HOME, java(false))).doesNotContain(FROM_ARCHIVE);
        assertThat(cache()).doesNotExist();
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {0, 4096, 5_000_000})
    void shouldBeReplacedIfItIsIncomplete(int length) throws Exception {
        Path java = java(true);
        classes(HOME, java);
        Path archive = archive();
        Files.write(archive, Arrays.copyOf(Files.readAllBytes(archive), length));

        assertThat(classes(HOME, java)).doesNotContain(FROM_ARCHIVE);
        assertThat(classes(HOME, java)).contains(FROM_ARCHIVE);
    }

    @Tag("slow")
    @Test
    void shouldBeReplacedAfterAFailedStart() throws Exception {
        Path java = java(true);
        Process failed = cvr0(HOME, java, "explain", "--set=cvr0.ver.answer=both", LINE);
        assertThat(failed.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(failed.exitValue()).isEqualTo(3);

        assertThat(classes(HOME, java)).doesNotContain(FROM_ARCHIVE);
        assertThat(classes(HOME, java)).contains(FROM_ARCHIVE);
    }

    @Tag("slow")
    @Test
    void shouldNotBeUsedIfItIsCorrupt() throws Exception {
        Path java = java(true);
        classes(HOME, java);
        byte[] bytes = Files.readAllBytes(archive());
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 1_000_000, (byte) 0);
        Files.write(archive(), bytes);

        assertThat(classes(HOME, java)).doesNotContain(FROM_ARCHIVE);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxr-xr-x", "r-x------"})
    void shouldNotBeCreatedIfOthersHaveAccessToTheFolder(String permissions) throws Exception {
        Files.createDirectories(cache());
        Files.setPosixFilePermissions(cache(), PosixFilePermissions.fromString(permissions));

        classes(HOME, java(true));

        assertThat(cache()).isEmptyDirectory();
    }

    @Tag("slow")
    @Test
    void shouldNotPreventTheStartIfTheFolderCannotBeCreated() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file");

        classes(HOME, java(true));
    }

    private Path cache() {
        return folder.resolve("cache/cvr0");
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(cache())) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Runs {@code explain}, which must print nothing but the answer. Returns the log of loaded classes. */
    private String classes(Path home, Path java) throws Exception {
        Process process = cvr0(home, java, "explain", LINE);
        try {
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("710 5\n  then: the session stays open\n  locale '0x1111' must be")
                    .hasLineCount(3);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(folder.resolve("classes"));
    }

    private Process cvr0(Path home, Path java, String... args) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of(home.resolve("bin/cvr0").toString()), Stream.of(args))
                                .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().put("CVR0_JAVA_OPTS", "-Xlog:class+load:file=classes");
        return builder.start();
    }

    /** Finds a JDK with or without archives: the JDK of this process, or one in the same folder. */
    private static Path java(boolean withArchive) throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        if (isWithArchive(Runtime.version().feature()) == withArchive) {
            return own;
        }
        try (Stream<Path> all = Files.list(own.getParent())) {
            Optional<Path> other = all.filter(home -> feature(home)
                            .filter(feature -> isWithArchive(feature) == withArchive)
                            .isPresent())
                    .findFirst();
            assumeTrue(other.isPresent(), "another JDK beside " + own);
            return other.orElseThrow();
        }
    }

    private static boolean isWithArchive(int feature) {
        return feature >= FIRST_FEATURE_WITH_ARCHIVE;
    }

    private static Optional<Integer> feature(Path home) {
        try {
            List<String> lines = Files.readAllLines(home.resolve("release"));
            return lines.stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> Integer.parseInt(line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1")))
                    .findFirst();
        } catch (IOException notAJdk) {
            return Optional.empty();
        }
    }
}
