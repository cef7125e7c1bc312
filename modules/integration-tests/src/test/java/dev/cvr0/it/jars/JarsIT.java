// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The jars as a user gets them. */
class JarsIT {

    static List<PublishedJar> jars() {
        return PublishedJar.all();
    }

    @Test
    void shouldBeThere() {
        assertThat(jars()).hasSizeGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("jars")
    void shouldStateTheirModuleNames(PublishedJar jar) {
        String name = jar.artifact().replace("cvr0-", "dev.cvr0.");

        assertThat(jar.statedModuleName()).contains(name);
        assertThat(jar.moduleName()).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("jars")
    void shouldKeepTheirPackagesToThemselves(PublishedJar jar) {
        String folder = jar.moduleName().replace('.', '/') + "/";

        assertThat(jar.entries())
                .filteredOn(entry -> entry.endsWith(".class"))
                .isNotEmpty()
                .allMatch(entry -> entry.startsWith(folder));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void shouldBringAnIndexAndTheLicence(PublishedJar jar) {
        assertThat(jar.entries()).contains("META-INF/jandex.idx", "META-INF/LICENSE", "META-INF/NOTICE");
    }

    @Test
    void shouldRunOnTheModulePath() throws ClassNotFoundException {
        Set<String> names = jars().stream().map(PublishedJar::moduleName).collect(Collectors.toSet());
        Configuration modules = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(PublishedJar.paths()), ModuleFinder.of(), names);

        ModuleLayer layer = ModuleLayer.boot()
                .defineModulesWithOneLoader(modules, getClass().getClassLoader());

        assertThat(layer.modules()).extracting(Module::getName).containsExactlyInAnyOrderElementsOf(names);
        Class<?> settings = layer.findLoader("dev.cvr0.plugin").loadClass("dev.cvr0.plugin.StandalonePlugin");
        assertThat(settings.getModule().getName()).isEqualTo("dev.cvr0.plugin");
        assertThat(settings.getDeclaredMethods())
                .extracting(method -> method.getReturnType().getModule().getName())
                .contains("dev.cvr0.plugin");
    }

    @Test
    void shouldReadACatalogueWithTheParserOnTheModulePathToo() throws Exception {
        Path parser = Path.of(LoadSettings.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Configuration modules = ModuleLayer.boot()
                .configuration()
                .resolve(
                        ModuleFinder.compose(ModuleFinder.of(PublishedJar.paths()), ModuleFinder.of(parser)),
                        ModuleFinder.of(),
                        Set.of("dev.cvr0.catalog", "org.snakeyaml.engine"));
        ModuleLayer layer = ModuleLayer.boot()
                .defineModulesWithOneLoader(modules, getClass().getClassLoader());

        Class<?> loader = layer.findLoader("dev.cvr0.catalog").loadClass("dev.cvr0.catalog.CatalogLoader");
        Object catalog =
                loader.getMethod("bundled").invoke(loader.getConstructor().newInstance());

        assertThat(catalog.getClass().getModule().getName()).isEqualTo("dev.cvr0.catalog");
        assertThat(layer.findModule("org.snakeyaml.engine").orElseThrow().getClassLoader())
                .isSameAs(catalog.getClass().getClassLoader());
        assertThat(catalog.getClass().getMethod("ruleCount").invoke(catalog)).isEqualTo(7);
    }
}
