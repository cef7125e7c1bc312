// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.server.dropin.OtherVerHandler;
import dev.cvr0.server.dropin.SecondPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar in the lib folder whose beans do not fit: one clear message, and no server. */
class DropInIT {

    @TempDir
    private Path home;

    @BeforeEach
    void install() throws IOException {
        Path distribution = Path.of(System.getProperty("cvr0.home"));
        try (Stream<Path> files = Files.walk(distribution)) {
            for (Path file : files.skip(1).toList()) {
                Files.copy(file, home.resolve(distribution.relativize(file)));
            }
        }
    }

    @Test
    void shouldNotChooseBetweenTwoPolicies() throws Exception {
        dropIn(SecondPolicy.class);

        assertThat(serve())
                .singleElement()
                .asString()
                .startsWith("cvr0: 2 beans of type dev.cvr0.api.policy.VersionPolicy (")
                .contains("dev.cvr0.catalog.CatalogPolicy", SecondPolicy.class.getName())
                .endsWith("remove all but one, or make one an @Alternative with a @Priority");
    }

    @Test
    void shouldNotChooseBetweenTwoHandlersOfOneVerb() throws Exception {
        dropIn(OtherVerHandler.class);

        assertThat(serve())
                .singleElement()
                .asString()
                .startsWith("cvr0: verb VER already has the handler ")
                .contains("dev.cvr0.plugin.handler.VerHandler", OtherVerHandler.class.getName())
                .endsWith("remove one of them");
    }

    @Test
    void shouldReportBothAtOnce() throws Exception {
        dropIn(SecondPolicy.class, OtherVerHandler.class);

        assertThat(serve())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("cvr0: 2 beans of type"))
                .anyMatch(line -> line.startsWith("cvr0: verb VER already has the handler"));
    }

    private void dropIn(Class<?>... beans) throws IOException {
        Path jar = home.resolve("lib/drop-in.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            put(out, "META-INF/beans.xml", Path.of(System.getProperty("cvr0.beans.xml")));
            for (Class<?> bean : beans) {
                String name = bean.getName().replace('.', '/') + ".class";
                try (InputStream bytes = bean.getClassLoader().getResourceAsStream(name)) {
                    out.putNextEntry(new JarEntry(name));
                    bytes.transferTo(out);
                }
            }
        }
    }

    private static void put(JarOutputStream out, String name, Path file) throws IOException {
        out.putNextEntry(new JarEntry(name));
        Files.copy(file, out);
    }

    private List<String> serve() throws IOException, InterruptedException {
        Process server =
                new ProcessBuilder(home.resolve("bin/cvr0").toString(), "serve", "--listen", "127.0.0.1:0").start();
        assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(server.exitValue()).isEqualTo(3);
        return new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.contains(" INFO "))
                .toList();
    }
}
