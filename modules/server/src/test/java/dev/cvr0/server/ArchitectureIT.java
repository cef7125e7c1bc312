// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dependencies between modules and packages, checked in the JARs of the distribution. */
class ArchitectureIT {

    private static final int MAX_FILES = 25;
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private static JavaClasses classes;

    @BeforeAll
    static void importJars() throws IOException {
        try (Stream<Path> lib = Files.walk(Path.of(System.getProperty("cvr0.home"), "lib"))) {
            List<URL> jars = new ArrayList<>();
            for (Path jar : lib.filter(jar -> jar.getFileName().toString().startsWith("cvr0-"))
                    .toList()) {
                jars.add(jar.toUri().toURL());
            }
            assertThat(jars).hasSize(11);
            classes = new ClassFileImporter().importUrls(jars);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "api, ''",
        "settings, api",
        "plugin, 'api settings'",
        "catalog, 'api settings'",
        "catalog-jdbc, 'api settings catalog'",
        "admin, 'api settings catalog'",
        "host, 'api settings'",
        "front, 'api host settings'",
        "telemetry, 'api catalog'",
        "transcript, ''",
        "server, 'api settings plugin catalog catalog-jdbc host front admin telemetry transcript'"
    })
    void shouldDependOnDeclaredModulesOnly(String module, String others) {
        Set<String> expected = others.isEmpty() ? Set.of() : Set.of(others.split(" "));

        assertThat(packages(module)
                        .filter(name -> name.startsWith("dev.cvr0."))
                        .map(ArchitectureIT::module)
                        .filter(other -> !other.equals(module))
                        .collect(Collectors.toSet()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "settings",
                "plugin",
                "catalog",
                "catalog-jdbc",
                "host",
                "front",
                "admin",
                "telemetry",
                "server"
            })
    void shouldHaveAcyclicPackagesOfAtMost25Files(String module) {
        JavaClasses own = classes.that(describe("of " + module, type -> isOf(module, type)));

        assertThat(own).hasSizeGreaterThan(5);
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(own);
        assertThat(own.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting())))
                .allSatisfy((name, files) -> assertThat(files).as(name).isLessThanOrEqualTo(MAX_FILES));
    }

    @Test
    void shouldRestrictTheApiToJakartaApis() {
        assertThat(foreignPackages("api")).allMatch(name -> name.startsWith("jakarta.") || name.equals("javax.naming"));
    }

    @Test
    void shouldRestrictThePluginToJakartaApis() {
        assertThat(foreignPackages("plugin"))
                .contains("jakarta.validation", "jakarta.enterprise.inject")
                .allMatch(name -> name.startsWith("jakarta."));
    }

    @Test
    void shouldRestrictNettyToTheTransports() {
        for (String module :
                List.of("api", "settings", "plugin", "catalog", "catalog-jdbc", "admin", "telemetry", "transcript")) {
            assertThat(foreignPackages(module)).as(module).noneMatch(name -> name.startsWith("io.netty"));
        }
        assertThat(classes.stream()
                        .filter(type -> isOf("server", type))
                        .filter(type -> !type.getPackageName().equals("dev.cvr0.server.http"))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getPackageName))
                .isNotEmpty()
                .noneMatch(name -> name.startsWith("io.netty"));
        assertThat(foreignPackages("host")).anyMatch(name -> name.startsWith("io.netty"));
    }

    @Test
    void shouldRestrictOpenTelemetryToTelemetry() {
        for (String module :
                List.of("api", "settings", "plugin", "catalog", "catalog-jdbc", "admin", "host", "front")) {
            assertThat(foreignPackages(module)).as(module).noneMatch(name -> name.startsWith("io.opentelemetry"));
        }
        assertThat(classes.stream()
                        .filter(type -> isOf("server", type))
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .map(dependency -> dependency.getTargetClass().getPackageName())
                                .anyMatch(name ->
                                        name.startsWith("io.opentelemetry") || name.startsWith("dev.cvr0.telemetry")))
                        .map(JavaClass::getPackageName))
                .isNotEmpty()
                .allMatch(name -> name.equals("dev.cvr0.server.telemetry"));
    }

    private static Set<String> foreignPackages(String module) {
        return packages(module)
                .filter(name -> Stream.of("", "java.", "dev.cvr0.", "org.jspecify.")
                        .noneMatch(known -> known.isEmpty() ? name.isEmpty() : name.startsWith(known)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> packages(String module) {
        List<JavaClass> own =
                classes.stream().filter(type -> isOf(module, type)).toList();
        assertThat(own).as("classes of " + module).hasSizeGreaterThan(5);
        return own.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(type -> !type.isPrimitive())
                .map(JavaClass::getPackageName);
    }

    private static boolean isOf(String module, JavaClass type) {
        return module(type.getPackageName()).equals(module);
    }

    private static String module(String packageName) {
        return packageName.equals("dev.cvr0.catalog.jdbc")
                ? "catalog-jdbc"
                : packageName.split("\\.")[2];
    }
}
