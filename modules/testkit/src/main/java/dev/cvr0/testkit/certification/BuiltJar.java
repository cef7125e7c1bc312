// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.io.File;
import java.net.URI;
import java.security.CodeSource;

/**
 * The jars that a deployment is made of, found by a class in each.
 *
 * @since 0.1
 */
public final class BuiltJar {

    private BuiltJar() {}

    /**
     * The jar on the test's class path that a class comes from.
     *
     * @param type a class of that jar
     * @return the file
     * @throws IllegalStateException if the class comes from a folder or from nowhere, as in a build that has not come to
     *     the phase in which jars are made
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
