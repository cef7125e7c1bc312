// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Reads resources that the test added to the deployment. */
public final class DeploymentResource {

    /** The file with the settings of the plugin. Each deployment contains it. */
    public static final String SETTINGS = "settings.properties";

    private DeploymentResource() {}

    /**
     * Reads a properties file of the current deployment.
     *
     * @param name the name of the file
     * @return keys and values
     * @throws IllegalStateException if the file does not exist, so that this code does not run inside a deployment
     */
    public static Map<String, String> read(String name) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " was not found: the test does not run inside a deployment");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a properties file.
     *
     * @param in the content of the file; not closed
     * @return keys and values
     * @throws IOException if it cannot be read
     */
    public static Map<String, String> read(InputStream in) throws IOException {
        Properties properties = new Properties();
        properties.load(in);
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
