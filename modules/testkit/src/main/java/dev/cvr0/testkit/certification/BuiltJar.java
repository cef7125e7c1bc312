// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.io.File;
import java.net.URI;
import java.security.CodeSource;

/**
 * Finds the JARs of a deployment by a class of each.
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
            throw new IllegalStateException(type.getName() + " comes with the JDK, expected it to come from a jar");
        }
        File place = new File(URI.create(source.getLocation().toString()));
        if (!place.isFile()) {
            throw new IllegalStateException(type.getName() + " comes from " + place
                    + ", expected a jar: run 'mvn verify', since jars are made in the phase package");
        }
        return place;
    }
}
