// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for the files of the web console: no text as HTML, nothing that its CSP forbids, and a limited size. */
class ConsoleFilesTest {

    private static final int MAX_LINES = 1800;
    private static final int MAX_COLUMNS = 120;
    private static final String FOLDER = "/dev/cvr0/admin/console/";
    private static final Pattern OWN_FILE = Pattern.compile("(?!uPlot).*\\.(html|js|css)");
    private static final Pattern REFERENCE = Pattern.compile("(?:from \"\\./|(?:src|href)=\")([\\w.]+)\"");

    private final Map<String, String> files = read();

    @ParameterizedTest
    @ValueSource(
            strings = {
                // text as HTML or as code
                "(?:inner|outer)HTML",
                "insertAdjacentHTML",
                "document\\.write",
                "createContextualFragment|parseFromString|setHTML|srcdoc",
                "\\beval\\(|\\bFunction\\(|javascript:",
                "(?:setTimeout|setInterval)\\(['\"`]",
                // forbidden by the CSP
                "<script(?![^>]* src=)|<style",
                "<[^>]*\\s(?:style|on\\w+)=",
                "setAttribute\\(\"(?:style|on)",
                "@import|url\\(",
                // requests to other origins
                "https?://|[\"'`(]//"
            })
    void shouldNotContain(String pattern) {
        assertThat(files).allSatisfy((name, text) -> assertThat(text).doesNotContainPattern(pattern));
    }

    @Test
    void shouldBeSmall() {
        List<String> lines = files.values().stream().flatMap(String::lines).toList();

        assertThat(lines.size()).as("lines").isLessThanOrEqualTo(MAX_LINES);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(MAX_COLUMNS));
    }

    @Test
    void shouldReferToExistingFiles() {
        List<String> references = files.values().stream()
                .flatMap(text -> REFERENCE.matcher(text).results())
                .map(found -> found.group(1))
                .distinct()
                .toList();

        assertThat(references).contains("main.js", "dom.js", "uPlot.iife.min.js");
        assertThat(references).allSatisfy(ConsoleFilesTest::assertExists);
    }

    @Test
    void shouldIncludeTheLicenseOfTheCharts() {
        assertExists("uPlot-LICENSE.txt");
    }

    private static void assertExists(String name) {
        assertThat(ConsoleFilesTest.class.getResource(FOLDER + name)).as(name).isNotNull();
    }

    private static Map<String, String> read() {
        URL index = Objects.requireNonNull(ConsoleFilesTest.class.getResource(FOLDER + "index.html"), "index.html");
        try (Stream<Path> found = Files.list(Path.of(index.toURI()).resolveSibling("."))) {
            return found.filter(file ->
                            OWN_FILE.matcher(file.getFileName().toString()).matches())
                    .collect(toMap(file -> file.getFileName().toString(), ConsoleFilesTest::text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
