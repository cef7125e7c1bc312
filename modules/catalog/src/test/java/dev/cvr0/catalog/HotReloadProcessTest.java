// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.settings.SettingSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reloads catalogs in a process with the heap of the distribution, which an OutOfMemoryError ends. */
@Timeout(300)
@DisabledOnOs(OS.WINDOWS)
class HotReloadProcessTest {

    private static final int VALUES_PER_LINE = 100;
    private static final long POLL_NANOS = 1_000_000;

    @TempDir
    private Path folder;

    private Path file;
    private Process process;
    private BufferedReader lines;

    @BeforeEach
    void publish() {
        file = folder.resolve("catalog.yaml");
        NumberedCatalogs.replace(file, NumberedCatalogs.text(1));
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void shouldRejectFileWithMillionsOfValuesAndServeNextFile() throws IOException {
        start(file);
        NumberedCatalogs.replace(
                file, NumberedCatalogs.text(2) + "x: " + "[" + ("1,".repeat(100) + "\n ").repeat(49_000) + "]\n");
        assertThat(lines.readLine()).contains("more than 400000 values, with aliases expanded");
        serveNext(file);
    }

    @Test
    void shouldRejectFileWithAMillionUsersAndServeNextFile() throws IOException {
        start(file);
        NumberedCatalogs.replace(
                file,
                NumberedCatalogs.text(2) + "groups: { all: { user-handle: ["
                        + "a-member-whose-name-is@example.com,\n".repeat(1_000_000) + "] } }\n");
        assertThat(lines.readLine()).contains("more than 16777216 bytes");
        serveNext(file);
    }

    /** A name that the locale of the process cannot represent. */
    @ParameterizedTest
    @ValueSource(strings = {"20-\\303\\274.yaml", "20-\\303\\274.txt"})
    void shouldServeNextFileBesideNonAsciiName(String name) throws Exception {
        start(folder);
        Process create = new ProcessBuilder("sh", "-c", "echo 'languages: [en]' > \"$(printf '" + name + "')\"")
                .directory(folder.toFile())
                .start();
        assertThat(create.waitFor()).isZero();
        serveNext(file);
    }

    /** The largest catalogs within the limits replace each other, so that two of them are in memory. */
    @ParameterizedTest
    @ValueSource(strings = {"users", "addresses", "releases", "rules"})
    @Tag("slow")
    void shouldServeLargestCatalogs(String kind) throws IOException {
        start(file);
        for (int number = 2; number <= 4; number++) {
            NumberedCatalogs.replace(file, largest(kind, number));
            assertThat(lines.readLine()).isEqualTo("catalog " + number);
        }
    }

    @Test
    @Tag("slow")
    void shouldRejectManyRulesForTheSameUsers() throws IOException {
        start(file);
        NumberedCatalogs.replace(
                file,
                NumberedCatalogs.text(2)
                                .replace("rules:\n", "rules:\n" + rules(20_000, "group: g, system-version: 5.%d"))
                        + "groups: { g: { user-handle: " + list(256, "user-%07d@example.com"::formatted) + " } }\n");
        assertThat(lines.readLine()).contains("more than 1024 rules cannot be indexed");
        serveNext(file);
    }

    private static String largest(String kind, int number) {
        String catalog = NumberedCatalogs.text(number);
        return switch (kind) {
            case "users" ->
                catalog + "groups: { all: { user-handle: " + list(399_000, "user-%07d.member@example.net"::formatted)
                        + " } }\n";
            case "addresses" ->
                catalog + "groups: { all: { remote-address: "
                        + list(399_000, i -> "'2001:db8:%x::%x'".formatted(i % 0xFFFF, i / 0xFFFF)) + " } }\n";
            case "releases" ->
                catalog.replace(
                                "[1.0,",
                                "[1.0,\n "
                                        + list(9_900, "2.%d"::formatted)
                                                .substring(1)
                                                .replace("]", ""))
                        .replace(
                                "rules:\n",
                                "rules:\n" + rules(50, "system-type: none, client-version: { below: 2.98%02d }"));
            case "rules" -> catalog.replace("rules:\n", "rules:\n" + rules(26_000, "user-handle: u%d@example.com"));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static String rules(int count, String condition) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "  - { name: r%d, when: { %s }, recommend: 1.0, minimum: own, download: %s/%d, fallback: %s/f%d }\n"
                                .formatted(
                                        i,
                                        condition.formatted(i),
                                        "http://example.com/" + "b".repeat(200),
                                        i,
                                        "http://e.com",
                                        i))
                .collect(Collectors.joining());
    }

    private static String list(int count, IntFunction<String> value) {
        return IntStream.range(0, count)
                .mapToObj(i -> value.apply(i) + (i % VALUES_PER_LINE == 0 ? ",\n " : ","))
                .collect(Collectors.joining("", "[", "]"));
    }

    private void serveNext(Path path) throws IOException {
        NumberedCatalogs.replace(file, NumberedCatalogs.text(9));
        String line = lines.readLine();
        while (line != null && !line.startsWith("catalog")) {
            line = lines.readLine();
        }
        assertThat(line).isEqualTo("catalog 9");
    }

    private void start(Path catalog) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Watcher.class.getName(),
                catalog.toString()));
        builder.environment().put("LC_ALL", "C");
        process = builder.redirectError(folder.resolve(".errors").toFile()).start();
        lines = process.inputReader(StandardCharsets.UTF_8);
        assertThat(lines.readLine()).isEqualTo("catalog 1");
    }

    /** Prints the number of each served catalog, and the first error of each rejected one. */
    static final class Watcher {

        private Watcher() {}

        public static void main(String[] args) {
            ReloadingCatalog reloading = ReloadingCatalog.open(
                    NumberedCatalogs.settings(
                            Map.of(CatalogSettings.LOCATION.key(), args[0], CatalogSettings.RELOAD.key(), "10ms")),
                    SettingSource.EMPTY);
            String last = "";
            while (true) {
                CatalogStatus status = reloading.status();
                String line = status.isCurrent()
                        ? "catalog " + NumberedCatalogs.numberIn(reloading.catalog())
                        : "error " + status.errors().get(0).message();
                if (!line.equals(last)) {
                    System.out.println(line);
                    last = line;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }
}
