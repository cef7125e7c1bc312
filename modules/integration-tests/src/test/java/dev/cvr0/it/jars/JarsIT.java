// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the published JARs. */
class JarsIT {

    private static final Map<String, List<String>> EXPORTS = Map.ofEntries(
            Map.entry("cvr0-api", List.of("dev.cvr0.api.host", "dev.cvr0.api.policy", "dev.cvr0.api.protocol")),
            Map.entry("cvr0-settings", List.of("dev.cvr0.settings")),
            Map.entry(
                    "cvr0-plugin",
                    List.of("dev.cvr0.plugin", "dev.cvr0.plugin.registration", "dev.cvr0.plugin.settings")),
            Map.entry(
                    "cvr0-catalog",
                    List.of(
                            "dev.cvr0.catalog",
                            "dev.cvr0.catalog.diff",
                            "dev.cvr0.catalog.error",
                            "dev.cvr0.catalog.listing",
                            "dev.cvr0.catalog.publication",
                            "dev.cvr0.catalog.signing",
                            "dev.cvr0.catalog.table")),
            Map.entry("cvr0-catalog-jdbc", List.of("dev.cvr0.catalog.jdbc")),
            Map.entry(
                    "cvr0-admin",
                    List.of(
                            "dev.cvr0.admin",
                            "dev.cvr0.admin.access",
                            "dev.cvr0.admin.management",
                            "dev.cvr0.admin.operation")),
            Map.entry("cvr0-telemetry", List.of("dev.cvr0.telemetry")),
            Map.entry("cvr0-host", List.of("dev.cvr0.host")),
            Map.entry("cvr0-front", List.of("dev.cvr0.front")),
            Map.entry("cvr0-transcript", List.of("dev.cvr0.transcript")),
            Map.entry("cvr0-testkit", List.of("dev.cvr0.testkit", "dev.cvr0.testkit.certification")),
            Map.entry("cvr0-server", List.of()));

    private static final Map<String, List<String>> OPENS = Map.of(
            "cvr0-plugin",
                    List.of(
                            "dev.cvr0.plugin.constraint",
                            "dev.cvr0.plugin.handler",
                            "dev.cvr0.plugin.policy",
                            "dev.cvr0.plugin.registration",
                            "dev.cvr0.plugin.validation"),
            "cvr0-catalog", List.of("dev.cvr0.catalog"),
            "cvr0-telemetry", List.of("dev.cvr0.telemetry", "dev.cvr0.telemetry.health"));

    static List<PublishedJar> jars() {
        return PublishedJar.all();
    }

    @Test
    void shouldBeOnTheClassPath() {
        assertThat(jars()).hasSizeGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("jars")
    void shouldDescribeTheirModules(PublishedJar jar) {
        ModuleDescriptor module = jar.module();

        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.name())
                .isEqualTo(jar.artifact().replaceFirst("cvr0-", "dev.cvr0.").replace('-', '.'));
        assertThat(module.rawVersion()).isPresent();
    }

    @Test
    void shouldNotNeedManagementOrTelemetry() {
        List<PublishedJar> independent = jars().stream()
                .filter(jar -> List.of(
                                "cvr0-api",
                                "cvr0-settings",
                                "cvr0-plugin",
                                "cvr0-catalog",
                                "cvr0-catalog-jdbc",
                                "cvr0-host",
                                "cvr0-front")
                        .contains(jar.artifact()))
                .toList();

        assertThat(independent).hasSize(7);
        assertThat(independent.stream().flatMap(jar -> jar.module().requires().stream()))
                .noneMatch(required -> required.name()
                        .matches("dev\\.cvr0\\.(admin|telemetry|server)|io\\.opentelemetry.*|jakarta\\.json"));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void shouldExportOnlyTheirApi(PublishedJar jar) {
        assertThat(jar.module().exports())
                .filteredOn(export -> !export.isQualified())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrderElementsOf(EXPORTS.get(jar.artifact()));
        assertThat(jar.module().exports())
                .filteredOn(ModuleDescriptor.Exports::isQualified)
                .flatExtracting(ModuleDescriptor.Exports::targets)
                .allMatch(target -> target.startsWith("dev.cvr0."));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void shouldOpenOnlyThePackagesThatContainersReflectOn(PublishedJar jar) {
        assertThat(jar.module().opens())
                .filteredOn(open -> !open.isQualified())
                .extracting(ModuleDescriptor.Opens::source)
                .containsExactlyInAnyOrderElementsOf(OPENS.getOrDefault(jar.artifact(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void shouldContainOnlyTheirOwnPackages(PublishedJar jar) {
        String folder = jar.module().name().replace('.', '/') + "/";

        assertThat(jar.entries())
                .filteredOn(entry -> entry.endsWith(".class") && !entry.equals("module-info.class"))
                .isNotEmpty()
                .allMatch(entry -> entry.startsWith(folder));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void shouldContainAnIndexAndTheLicence(PublishedJar jar) {
        assertThat(jar.entries()).contains("META-INF/jandex.idx", "META-INF/LICENSE", "META-INF/NOTICE");
    }

    @Test
    void shouldResolveAsModules() {
        Set<String> names = jars().stream().map(jar -> jar.module().name()).collect(Collectors.toSet());

        Configuration modules = ModuleLayer.boot().configuration().resolve(onTheModulePath(), ModuleFinder.of(), names);

        ModuleLayer layer = ModuleLayer.boot()
                .defineModulesWithOneLoader(modules, getClass().getClassLoader());
        assertThat(layer.modules()).extracting(Module::getName).containsAll(names);
        assertThat(modules.modules())
                .filteredOn(module -> names.contains(module.name()))
                .noneMatch(module -> module.reference().descriptor().isAutomatic());
    }

    // The distribution contains the runtime dependencies, the class path contains the test libraries of the testkit.
    private static ModuleFinder onTheModulePath() {
        return ModuleFinder.compose(
                ModuleFinder.of(PublishedJar.paths()),
                ModuleFinder.of(Path.of(System.getProperty("cvr0.root"), "modules/server/target/cvr0/lib")),
                ModuleFinder.of(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .filter(path ->
                                path.getFileName().toString().matches("(junit|opentest4j|assertj|byte-buddy)-.*"))
                        .toArray(Path[]::new)));
    }
}
