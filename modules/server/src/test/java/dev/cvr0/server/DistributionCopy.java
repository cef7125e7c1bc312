// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A copy of the distribution, which a test can modify. */
record DistributionCopy(Path home) {

    /** Copies the distribution into an empty folder. */
    static DistributionCopy in(Path home) throws IOException {
        Path distribution = Path.of(System.getProperty("cvr0.home"));
        try (Stream<Path> files = Files.walk(distribution)) {
            for (Path file : files.skip(1).toList()) {
                Files.copy(file, home.resolve(distribution.relativize(file)));
            }
        }
        return new DistributionCopy(home);
    }

    /** Adds a JAR with beans to the lib folder. */
    void add(Class<?>... beans) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(home.resolve("lib/beans.jar")))) {
            out.putNextEntry(new JarEntry("META-INF/beans.xml"));
            Files.copy(Path.of(System.getProperty("cvr0.beans.xml")), out);
            for (Class<?> bean : beans) {
                String name = bean.getName().replace('.', '/') + ".class";
                try (InputStream bytes = bean.getClassLoader().getResourceAsStream(name)) {
                    out.putNextEntry(new JarEntry(name));
                    bytes.transferTo(out);
                }
            }
        }
    }

    /** Copies the JAR of a class to the lib folder, as an operator adds a driver. */
    void addJarOf(Class<?> type) throws IOException, URISyntaxException {
        Path jar =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        Files.copy(jar, home.resolve("lib").resolve(jar.getFileName()));
    }

    /** Starts {@code serve} on a free port. */
    Process serve(Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("bin/cvr0").toString(), "serve", "--listen", "127.0.0.1:0");
        builder.environment().putAll(environment);
        return builder.start();
    }
}
