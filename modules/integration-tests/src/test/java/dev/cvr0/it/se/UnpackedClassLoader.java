// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.se;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;
import org.jspecify.annotations.Nullable;

/**
 * A class loader with the classes and libraries of a WAR. It finds resources in the WAR, but loads classes with the class
 * loader of the tests, so that the deployment and the tests share them. That class loader is not the parent, because some
 * containers would discover beans in it.
 */
final class UnpackedClassLoader extends URLClassLoader {

    private static final String BEAN_ARCHIVE = "META-INF/beans.xml";

    private final ClassLoader tests = UnpackedClassLoader.class.getClassLoader();

    private UnpackedClassLoader(List<URL> classPath) {
        super(classPath.toArray(URL[]::new), getPlatformClassLoader());
    }

    static UnpackedClassLoader of(Archive<?> archive) {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "se-");
            Path war = archive.as(ExplodedExporter.class)
                    .exportExploded(folder.toFile(), "war")
                    .toPath()
                    .toAbsolutePath();
            return new UnpackedClassLoader(classPath(war));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return tests.loadClass(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> own = findResources(name);
        return own.hasMoreElements() || name.equals(BEAN_ARCHIVE) ? own : tests.getResources(name);
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null || name.equals(BEAN_ARCHIVE) ? own : tests.getResource(name);
    }

    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<URL> classPath(Path war) throws IOException {
        Path classes = war.resolve("WEB-INF/classes");
        moveDescriptor(war.resolve("WEB-INF/beans.xml"), classes.resolve(BEAN_ARCHIVE));
        List<URL> classPath = new ArrayList<>(List.of(classes.toUri().toURL()));
        try (Stream<Path> libraries = Files.list(war.resolve("WEB-INF/lib"))) {
            for (Path library : libraries.sorted().toList()) {
                classPath.add(library.toUri().toURL());
            }
        }
        return classPath;
    }

    private static void moveDescriptor(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.createDirectories(to.getParent());
            Files.move(from, to);
        }
    }
}
