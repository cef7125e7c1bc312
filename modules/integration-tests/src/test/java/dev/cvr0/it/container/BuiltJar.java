// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import java.io.File;
import java.net.URI;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** Finds the jars that the deployments are made of. */
public final class BuiltJar {

    private BuiltJar() {}

    /** The jar on the test class path that a class comes from. */
    static File of(Class<?> type) {
        File place = placeOf(type);
        if (!place.isFile()) {
            throw new IllegalStateException(type.getName() + " comes from " + place
                    + ", expected a jar: the jars are what is tested, and they are made in the phase package,"
                    + " so run 'mvn verify' over this module and those it depends on");
        }
        return place;
    }

    static JavaArchive archiveOf(Class<?> type) {
        return ShrinkWrap.createFromZipFile(JavaArchive.class, of(type));
    }

    /**
     * Whether there is one.
     *
     * @param type a class
     * @return whether it comes from a jar
     */
    public static boolean isThereFor(Class<?> type) {
        return placeOf(type).isFile();
    }

    private static File placeOf(Class<?> type) {
        return new File(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
