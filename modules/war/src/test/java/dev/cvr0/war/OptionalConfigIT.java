// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.plugin.registration.Registrar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that nothing in the WAR, which contains the plugin, makes MicroProfile Config mandatory. GlassFish 8 on JDK 25 rejects
 * an application with a member of the type {@code Config}, even a synthetic one, with {@code @ConfigProperty}, or with a
 * {@code microprofile-config.properties}.
 */
class OptionalConfigIT {

    private static final String CONFIG = "org/eclipse/microprofile/config/Config";
    private static final Pattern MEMBER = Pattern.compile("  .*\n    descriptor: .*");
    private static final ToolProvider JAVAP = ToolProvider.findFirst("javap").orElseThrow();

    private static Map<String, byte[]> entries;

    @BeforeAll
    static void readWar() throws IOException {
        entries = new LinkedHashMap<>();
        read(Files.newInputStream(Path.of(System.getProperty("cvr0.war"))));
        assertThat(classes())
                .contains(file(DeployedHost.class), file(Registrar.class))
                .hasSizeGreaterThan(100);
        assertThat(classes().filter(name -> text(name).contains("L" + CONFIG + ";")))
                .as("classes that call MicroProfile Config")
                .isNotEmpty();
    }

    @Test
    void shouldHaveNoMemberOfTheTypeConfig(@TempDir Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of("-p", "-s"));
        for (String name : classes().toList()) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            command.add(Files.write(file, entries.get(name)).toString());
        }
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);

        assertThat(JAVAP.run(writer, writer, command.toArray(String[]::new)))
                .as(output.toString())
                .isZero();
        List<String> members = MEMBER.matcher(output.toString().replace(System.lineSeparator(), "\n"))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(members).hasSizeGreaterThan(1000);
        assertThat(members.stream().filter(member -> member.contains(CONFIG))).isEmpty();
    }

    @Test
    void shouldUseNoAnnotationOfMicroProfileConfig() {
        assertThat(classes().filter(name -> text(name).contains("org/eclipse/microprofile/config/inject/")))
                .isEmpty();
    }

    @Test
    void shouldContainNoPropertiesForMicroProfileConfig() {
        assertThat(entries.keySet()).noneMatch(name -> name.endsWith("microprofile-config.properties"));
    }

    // Includes the JARs of this project.
    private static void read(InputStream archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().matches("WEB-INF/lib/cvr0-.*\\.jar")) {
                    read(new ByteArrayInputStream(zip.readAllBytes()));
                } else {
                    entries.put(entry.getName().replaceFirst("^WEB-INF/classes/", ""), zip.readAllBytes());
                }
            }
        }
    }

    private static Stream<String> classes() {
        return entries.keySet().stream().filter(name -> name.matches("dev/cvr0/.*\\.class"));
    }

    private static String file(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static String text(String name) {
        return new String(entries.get(name), StandardCharsets.ISO_8859_1);
    }
}
