// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for the files of the web console: no text as HTML, nothing that its CSP forbids, and a limited size. */
class ConsoleFilesTest {

    private static final int MAX_LINES = 1800;
    private static final int MAX_COLUMNS = 120;
    private static final Pattern REFERENCE = Pattern.compile("(?:from \"\\./|(?:src|href)=\")([\\w.]+)\"");
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

    private final Map<String, String> files = read();

    @ParameterizedTest
    @ValueSource(
            strings = {
                // text as HTML or as code
                "\\b(?:inner|outer)HTML\\b",
                "insertAdjacentHTML",
                "document\\.write",
                "createContextualFragment|parseFromString|setHTML|DOMParser|srcdoc",
                "\\beval\\(|new Function\\b|\\bFunction\\(|javascript:",
                "setTimeout\\(['\"`]|setInterval\\(['\"`]",
                // forbidden by the CSP
                "<script(?![^>]* src=)|<style\\b",
                "(?:<[^>]*|setAttribute\\(\")\\b(?:style|on\\w+)\\s*(?:=|\",)",
                "cssText",
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

        assertThat(lines).hasSizeLessThanOrEqualTo(MAX_LINES);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(MAX_COLUMNS));
    }

    @Test
    void shouldReferToExistingFiles() {
        List<String> references = files.values().stream()
                .flatMap(text -> REFERENCE.matcher(text).results())
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();

        assertThat(references).contains("main.js", "dom.js", "uPlot.iife.min.js");
        assertThat(references)
                .allSatisfy(name -> assertThat(
                                name.startsWith("uPlot.") ? UPLOT + "dist/" + name : "/dev/cvr0/admin/console/" + name)
                        .satisfies(path -> assertThat(ConsoleFilesTest.class.getResource(path))
                                .as(path)
                                .isNotNull()));
    }

    @Test
    void shouldIncludeTheLicenseOfTheCharts() {
        assertThat(ConsoleFilesTest.class.getResource(UPLOT + "LICENSE")).isNotNull();
    }

    private static Map<String, String> read() {
        URL index = Objects.requireNonNull(
                ConsoleFilesTest.class.getResource("/dev/cvr0/admin/console/index.html"), "index.html");
        try (Stream<Path> found =
                Files.list(Objects.requireNonNull(Path.of(index.toURI()).getParent()))) {
            return found.filter(path -> path.toString().matches(".*\\.(html|js|css)"))
                    .collect(toMap(
                            path -> path.getFileName().toString(), ConsoleFilesTest::text, (a, b) -> a, TreeMap::new));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
