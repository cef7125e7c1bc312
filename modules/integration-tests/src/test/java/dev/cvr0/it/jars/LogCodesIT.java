// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The log codes in main code, and their ranges in {@code src/build/log-codes.properties}. */
class LogCodesIT {

    private static final Path ROOT = Path.of(System.getProperty("cvr0.root"));
    private static final Path MODULES = ROOT.resolve("modules");
    private static final Pattern RANGE = Pattern.compile("(\\d{4})-(\\d{4})");
    private static final Pattern CODE = Pattern.compile("CVR0-(\\d+)");
    private static final Pattern COMMENT = Pattern.compile("\\s*(/?\\*|//).*");

    private final List<Range> ranges = ranges();
    private final List<Use> uses = uses();

    @Test
    void shouldHaveRangesThatDoNotOverlap() {
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).first)
                    .as("%s after %s", ranges.get(i), ranges.get(i - 1))
                    .isGreaterThan(ranges.get(i - 1).last);
        }
    }

    @Test
    void shouldBeUsedByEachModuleWithARange() {
        assertThat(uses)
                .extracting(Use::module)
                .containsAll(ranges.stream().map(Range::module).toList());
    }

    @Test
    void shouldBeInTheRangeOfTheirModule() {
        assertThat(uses)
                .isNotEmpty()
                .filteredOn(use -> ranges.stream().noneMatch(range -> range.includes(use)))
                .isEmpty();
    }

    @Test
    void shouldBeUsedOnce() {
        assertThat(uses).extracting(Use::code).isNotEmpty().doesNotHaveDuplicates();
    }

    private static List<Range> ranges() {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(ROOT.resolve("src/build/log-codes.properties"))) {
            file.load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file.stringPropertyNames().stream()
                .map(module -> Range.parse(module, file.getProperty(module)))
                .sorted(Comparator.comparing(Range::first))
                .toList();
    }

    private static List<Use> uses() {
        List<Use> uses = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MODULES)) {
            for (Path file : files.filter(LogCodesIT::isMainCode).toList()) {
                String module = MODULES.relativize(file).getName(0).toString();
                Files.readAllLines(file).stream()
                        .filter(line -> !COMMENT.matcher(line).matches())
                        .flatMap(line -> CODE.matcher(line).results())
                        .forEach(code -> uses.add(new Use(
                                module,
                                Integer.parseInt(code.group(1)),
                                file.getFileName().toString())));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return uses;
    }

    private static boolean isMainCode(Path file) {
        String path = MODULES.relativize(file).toString().replace('\\', '/');
        return path.contains("/src/main/java/") && path.endsWith(".java");
    }

    private record Range(String module, int first, int last) {

        static Range parse(String module, String text) {
            Matcher range = RANGE.matcher(text);
            assertThat(range.matches()).as("%s = %s", module, text).isTrue();
            return new Range(module, Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
        }

        boolean includes(Use use) {
            return use.module.equals(module) && use.code >= first && use.code <= last;
        }
    }

    private record Use(String module, int code, String file) {}
}
