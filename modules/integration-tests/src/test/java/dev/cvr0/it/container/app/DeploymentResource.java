// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Reads what the test put into the deployment beside its classes. */
public final class DeploymentResource {

    /** Which settings the plugin is to have, keys and values. Always there. */
    public static final String SETTINGS = "settings.properties";

    private DeploymentResource() {}

    /**
     * Reads a properties file of the deployment in which this runs.
     *
     * @param name its name
     * @return keys and values
     * @throws IllegalStateException if there is no deployment here that has it
     */
    public static Map<String, String> read(String name) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " here: this does not run inside a deployment");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a properties file.
     *
     * @param in the file, left open
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
