// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.it.container.app.DeploymentResource;
import dev.cvr0.it.container.app.ResourceSettings;
import dev.cvr0.it.container.app.TestHost;
import dev.cvr0.plugin.registration.Registrar;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.testkit.RecordingRegistry;
import dev.cvr0.testkit.certification.BuiltJar;
import dev.cvr0.transcript.Transcript;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.snakeyaml.engine.v2.api.Load;

/** Creates an emulator with the plugin: a WAR that contains the built JARs. */
public final class EmulatorWar {

    // one class of each JAR
    private static final List<Class<?>> PROJECT_JARS = List.of(
            CommandRegistry.class,
            SettingSource.class,
            Registrar.class,
            CatalogPolicy.class,
            RecordingRegistry.class,
            Transcript.class);
    private static final List<Class<?>> LIBRARIES = List.of(Load.class, Assertions.class);

    private EmulatorWar() {}

    /**
     * Creates a WAR with a host, the plugin and the bundled catalog.
     *
     * @param settings keys and values
     * @param beans additional classes
     * @return the archive, which can be extended
     */
    public static WebArchive with(Map<String, String> settings, Class<?>... beans) {
        return withoutHost(settings, beans).addClass(TestHost.class);
    }

    /**
     * Creates a WAR with a host, the plugin and the bundled catalog, with default settings.
     *
     * @param beans additional classes
     * @return the archive, which can be extended
     */
    public static WebArchive with(Class<?>... beans) {
        return with(Map.of(), beans);
    }

    /**
     * Creates a WAR with the plugin and the bundled catalog, but without a host.
     *
     * @param settings keys and values; if empty, the plugin uses the settings of the container
     * @param beans additional classes
     * @return the archive, which can be extended
     */
    public static WebArchive withoutHost(Map<String, String> settings, Class<?>... beans) {
        WebArchive war = withoutPlugin()
                .addClasses(beans)
                .addAsResource(properties(settings), DeploymentResource.SETTINGS)
                // an embedded container discovers beans in archives, but not in files
                .addAsLibraries(
                        PROJECT_JARS.stream().map(EmulatorWar::archiveOf).toList());
        return settings.isEmpty() ? war : war.addClass(ResourceSettings.class);
    }

    /** Creates a WAR with the classes of the tests, but without the plugin. */
    static WebArchive withoutPlugin() {
        return ShrinkWrap.create(WebArchive.class)
                .addPackage(EmulatorWar.class.getPackage())
                .addClass(DeploymentResource.class)
                .addAsWebInfResource("deployment/beans.xml", "beans.xml")
                .addAsResource(properties(DeploymentInfo.OF_THIS_PROCESS.properties()), DeploymentInfo.NAME)
                .addAsLibraries(LIBRARIES.stream().map(BuiltJar::of).toArray(File[]::new));
    }

    static JavaArchive archiveOf(Class<?> type) {
        return ShrinkWrap.createFromZipFile(JavaArchive.class, BuiltJar.of(type));
    }

    private static StringAsset properties(Map<String, String> values) {
        return new StringAsset(values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n")));
    }
}
