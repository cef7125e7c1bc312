// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The public and protected members of each library, as listed in the {@code api.txt} of its module. With
 * {@code -DupdateDocumentation} this test writes these files.
 */
class PublicApiIT {

    private static final ToolProvider JAVAP = ToolProvider.findFirst("javap").orElseThrow();
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(\\S.* (?:class|interface) ([^\\s<]+).*) \\{\n((?: .*\n)*)}");
    private static final String COMMAND =
            "./mvnw verify -pl modules/integration-tests -am -Dtest=None -Dit.test=PublicApiIT"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
                    + " -Dcontainers.skip=true -DupdateDocumentation";

    // the server is a program
    static List<PublishedJar> libraries() {
        return PublishedJar.all().stream()
                .filter(jar -> !jar.artifact().equals("cvr0-server"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void shouldBeListed(PublishedJar jar) throws IOException {
        String api = api(jar);
        Path file = Path.of(
                System.getProperty("cvr0.root"), "modules", jar.artifact().replaceFirst("cvr0-", ""), "api.txt");
        if (System.getProperty("updateDocumentation") != null) {
            Files.writeString(file, api);
        }
        assertThat(api).isNotEmpty();
        assertThat(file)
                .as("%s does not match %s; if the change is intended, run %s", file, jar, COMMAND)
                .exists()
                .hasContent(api);
    }

    private static String api(PublishedJar jar) {
        Map<String, String> types = new TreeMap<>();
        Matcher type = TYPE.matcher(members(jar).replace(System.lineSeparator(), "\n"));
        while (type.find()) {
            if (type.group(1).startsWith("public ")) {
                types.put(type.group(2), type.group(1) + "\n" + sorted(type.group(3)));
            }
        }
        return types.entrySet().stream()
                .filter(entry -> enclosing(entry.getKey()).allMatch(types::containsKey))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("\n"));
    }

    private static String members(PublishedJar jar) {
        Set<String> packages = jar.exportedPackages();
        Stream<String> classes = jar.entries().stream()
                .filter(entry -> entry.endsWith(".class") && !entry.endsWith("-info.class"))
                .map(entry ->
                        entry.substring(0, entry.length() - ".class".length()).replace('/', '.'))
                .filter(name -> packages.contains(name.substring(0, name.lastIndexOf('.'))));
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        Stream<String> options =
                Stream.of("-protected", "-constants", "-classpath", jar.path().toString());
        int code = JAVAP.run(writer, writer, Stream.concat(options, classes).toArray(String[]::new));
        assertThat(code).as(output.toString()).isZero();
        return output.toString();
    }

    private static String sorted(String members) {
        return Arrays.stream(members.split("\n", -1))
                .filter(line -> !line.isEmpty())
                .map(line -> line.replace(" synchronized ", " "))
                .sorted()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    // A nested type is accessible only if the types around it are.
    private static Stream<String> enclosing(String type) {
        return Stream.iterate(type.lastIndexOf('$'), end -> end > 0, end -> type.lastIndexOf('$', end - 1))
                .map(end -> type.substring(0, end));
    }
}
