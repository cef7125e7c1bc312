// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.jars;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JAR of this project on the class path of the test. */
record PublishedJar(Path path) {

    static List<PublishedJar> all() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches("cvr0-.*\\.jar"))
                .map(PublishedJar::new)
                .toList();
    }

    static Path[] paths() {
        return all().stream().map(PublishedJar::path).toArray(Path[]::new);
    }

    /** Returns the artifact id, such as {@code cvr0-api}. */
    String artifact() {
        return path.getFileName().toString().replaceFirst("-[0-9].*", "");
    }

    Set<String> entries() {
        return read(jar -> jar.stream().map(entry -> entry.getName()).collect(Collectors.toSet()));
    }

    /** Returns the packages that the module descriptor exports to all modules. */
    Set<String> exportedPackages() {
        return module().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    ModuleDescriptor module() {
        return ModuleFinder.of(path).findAll().stream()
                .map(ModuleReference::descriptor)
                .findFirst()
                .orElseThrow();
    }

    private <T> T read(Reading<T> reading) {
        try (JarFile jar = new JarFile(path.toFile())) {
            return reading.of(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reading<T> {
        T of(JarFile jar) throws IOException;
    }

    @Override
    public String toString() {
        return artifact();
    }
}
