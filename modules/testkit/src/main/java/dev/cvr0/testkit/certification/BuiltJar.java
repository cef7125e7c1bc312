// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.io.File;
import java.net.URI;
import java.security.CodeSource;

/**
 * Finds the JAR that contains a class, to add it to a deployment.
 *
 * @since 0.1
 */
public final class BuiltJar {

    private BuiltJar() {}

    /**
     * Returns the JAR on the class path that contains a class.
     *
     * @param type a class of that JAR
     * @return the file
     * @throws IllegalStateException if the class comes from a folder, as before the phase {@code package} of the build, or
     *     from the JDK
     */
    public static File of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException(type.getName() + " is a class of the JDK, expected a class from a JAR");
        }
        File location = new File(URI.create(source.getLocation().toString()));
        if (!location.isFile()) {
            throw new IllegalStateException(type.getName() + " was loaded from " + location
                    + ", expected a JAR: run 'mvn verify', which creates the JARs in the phase package");
        }
        return location;
    }
}
