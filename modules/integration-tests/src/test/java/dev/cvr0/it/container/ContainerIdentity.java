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
 * The identity of a container, which a test records inside the container. It proves that the tests ran in the container.
 *
 * @param name the name and version
 * @param ee the version of Jakarta EE; a dash if the container is not a server
 * @param cdi the version of CDI
 * @param jdk the version of Java
 * @param date the date in UTC
 */
public record ContainerIdentity(String name, String ee, String cdi, Runtime.Version jdk, LocalDate date) {

    private static final String FILE = "identity.properties";

    static ContainerIdentity ofThisContainer(String name, String ee) {
        return new ContainerIdentity(
                name, ee, CdiLevel.ofThisContainer(), Runtime.version(), LocalDate.now(ZoneOffset.UTC));
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
     * Returns whether a folder contains the identity of a container.
     *
     * @param folder the reports of the container
     * @return whether the file exists
     */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * Reads the identity of a container.
     *
     * @param folder the reports of the container
     * @return the identity
     * @throws IOException if the file cannot be read
     */
    public static ContainerIdentity readFrom(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(FILE))) {
            Map<String, String> read = DeploymentResource.read(in);
            return new ContainerIdentity(
                    read.get("name"),
                    read.get("ee"),
                    read.get("cdi"),
                    Runtime.Version.parse(read.get("jdk")),
                    LocalDate.parse(read.get("date")));
        }
    }
}
