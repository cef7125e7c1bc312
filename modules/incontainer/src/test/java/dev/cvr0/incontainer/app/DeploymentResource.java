// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.incontainer.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Reads what the test put into the deployment beside its classes. */
public final class DeploymentResource {

    private DeploymentResource() {}

    /**
     * Reads a properties file.
     *
     * @param name its name
     * @return what it says
     * @throws IllegalStateException if this is not the code of a deployment that has it
     */
    public static Properties named(String name) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " here: this does not run inside the deployment");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
