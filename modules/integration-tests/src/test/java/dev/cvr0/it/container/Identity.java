// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import dev.cvr0.it.container.app.DeploymentResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;

/**
 * What a container is, found out inside it and written down there: the proof that its tests ran in it.
 *
 * @param name its name and version
 * @param ee the level of Jakarta EE; a dash outside of servers
 * @param cdi the level of CDI
 * @param jdk the version of Java
 * @param date the day, in UTC
 */
public record Identity(String name, String ee, String cdi, Runtime.Version jdk, LocalDate date) {

    private static final String FILE = "identity.properties";

    static Identity ofThisContainer(String name, String ee) {
        return new Identity(name, ee, CdiLevel.ofThisContainer(), Runtime.version(), LocalDate.now(ZoneOffset.UTC));
    }

    void writeTo(Path folder) throws IOException {
        Properties properties = new Properties();
        properties.putAll(Map.of("name", name, "ee", ee, "cdi", cdi, "jdk", jdk.toString(), "date", date.toString()));
        Files.createDirectories(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILE))) {
            properties.store(out, null);
        }
    }

    /**
     * Whether a container has left it.
     *
     * @param folder with the reports of the container
     * @return whether there is one
     */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * Reads what a container wrote.
     *
     * @param folder with the reports of the container
     * @return what it is
     * @throws IOException if there is none
     */
    public static Identity readFrom(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(FILE))) {
            Map<String, String> read = DeploymentResource.read(in);
            return new Identity(
                    read.get("name"),
                    read.get("ee"),
                    read.get("cdi"),
                    Runtime.Version.parse(read.get("jdk")),
                    LocalDate.parse(read.get("date")));
        }
    }
}
