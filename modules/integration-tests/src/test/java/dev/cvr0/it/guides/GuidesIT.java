// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.guides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Tests that Java code in the guides is compiled code, and that commands have the output that the guides show. */
class GuidesIT {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> shouldShowCompiledJava() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Guide guide : Guide.all()) {
            for (Guide.Block block : guide.blocks("java")) {
                if (block.note("project").isPresent()) {
                    continue; // a file of the quick start
                }
                String source = block.note("snippet")
                        .orElseThrow(() -> new AssertionError(guide
                                + " has a Java block without a snippet comment, expected '<!-- snippet: FILE#NAME -->'"
                                + " before this block:\n" + block.code()));
                tests.add(DynamicTest.dynamicTest(
                        guide + ": " + source, () -> assertThat(block.code()).isEqualTo(snippet(source))));
            }
        }
        assertThat(tests).hasSizeGreaterThan(5);
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> shouldShowTheOutputOfEachCommand() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Guide guide : Guide.all()) {
            for (Guide.Block block : guide.blocks("console")) {
                for (ConsoleExample example : ConsoleExample.in(block.code())) {
                    tests.add(DynamicTest.dynamicTest(guide + ": " + example.command(), () -> {
                        guide.writeFiles(folder);
                        assertThat(run(example.command())).matches(example.output());
                    }));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(5);
        return tests.stream();
    }

    @Test
    void shouldLinkToExistingFiles() throws IOException {
        for (Guide guide : Guide.all()) {
            assertThat(LINK.matcher(guide.text()).results().map(link -> link.group(1)))
                    .allSatisfy(link -> assertThat(guide.path().resolveSibling(link))
                            .as(link + " in " + guide)
                            .exists());
        }
    }

    private String run(String command) throws IOException, InterruptedException {
        Path bin = Guide.ROOT.resolve("modules/server/target/cvr0/bin");
        Process process = new ProcessBuilder("sh", "-c", bin + "/" + command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        return code == 0 ? output : output + "(exit code " + code + ")\n";
    }

    private static String snippet(String source) throws IOException {
        String[] location = source.split("#");
        List<String> lines = Files.readAllLines(Guide.ROOT.resolve("modules").resolve(location[0])).stream()
                .dropWhile(line -> !line.strip().equals("// snippet: " + location[1]))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("// end"))
                .toList();
        assertThat(lines).as(source).isNotEmpty();
        int indent = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElseThrow();
        return lines.stream()
                .map(line -> line.isBlank() ? "\n" : line.substring(indent) + "\n")
                .collect(Collectors.joining());
    }
}
