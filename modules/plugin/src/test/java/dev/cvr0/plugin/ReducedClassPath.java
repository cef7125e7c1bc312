// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** Runs code with a class loader that has the class path of the tests without some JARs. */
final class ReducedClassPath {

    private ReducedClassPath() {}

    /**
     * Runs a program.
     *
     * @param program a class with a constructor without parameters, which the class loader loads again
     * @param missing matches the names of the JARs to leave out
     * @return the result of the program
     */
    static String run(Class<? extends Callable<String>> program, Pattern missing) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader original = thread.getContextClassLoader();
        try (URLClassLoader reduced = new URLClassLoader(without(missing), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(reduced);
            Object instance = reduced.loadClass(program.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return (String) ((Callable<?>) instance).call();
        } finally {
            thread.setContextClassLoader(original);
        }
    }

    private static URL[] without(Pattern missing) throws IOException {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry ->
                        !missing.matcher(entry.getFileName().toString()).lookingAt())
                .map(ReducedClassPath::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
