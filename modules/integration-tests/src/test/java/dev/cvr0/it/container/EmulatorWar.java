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
import dev.cvr0.transcript.Transcript;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.snakeyaml.engine.v2.api.Load;

/** Makes the emulator that takes in the plugin: a WAR with the built jars in its lib. */
public final class EmulatorWar {

    // one class of each jar
    private static final List<Class<?>> OURS = List.of(
            CommandRegistry.class,
            SettingSource.class,
            Registrar.class,
            CatalogPolicy.class,
            RecordingRegistry.class,
            Transcript.class);
    private static final List<Class<?>> OTHERS = List.of(Load.class, Assertions.class);

    private EmulatorWar() {}

    /**
     * A host, the plugin, the bundled catalogue.
     *
     * @param settings keys and values
     * @param beans what else is in it
     * @return the archive, to add to
     */
    public static WebArchive with(Map<String, String> settings, Class<?>... beans) {
        return withoutHost(settings, beans).addClass(TestHost.class);
    }

    /**
     * The same with every default.
     *
     * @param beans what else is in it
     * @return the archive, to add to
     */
    public static WebArchive with(Class<?>... beans) {
        return with(Map.of(), beans);
    }

    /**
     * The plugin and the bundled catalogue, and no emulator.
     *
     * @param settings keys and values; none leaves the plugin to find them itself
     * @param beans what else is in it
     * @return the archive, to add to
     */
    public static WebArchive withoutHost(Map<String, String> settings, Class<?>... beans) {
        WebArchive war = withoutPlugin()
                .addClasses(beans)
                .addAsResource(properties(settings), DeploymentResource.SETTINGS)
                // an embedded container looks for beans in archives and not in files
                .addAsLibraries(OURS.stream().map(BuiltJar::archiveOf).toList());
        return settings.isEmpty() ? war : war.addClass(ResourceSettings.class);
    }

    /** What a test needs to run inside, and nothing to test. */
    static WebArchive withoutPlugin() {
        return ShrinkWrap.create(WebArchive.class)
                .addPackage(EmulatorWar.class.getPackage())
                .addClass(DeploymentResource.class)
                .addAsWebInfResource("deployment/beans.xml", "beans.xml")
                .addAsResource(properties(Origin.OF_THIS_PROCESS.properties()), Origin.NAME)
                .addAsLibraries(OTHERS.stream().map(BuiltJar::of).toArray(File[]::new));
    }

    private static StringAsset properties(Map<String, String> values) {
        return new StringAsset(values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
                .collect(Collectors.joining("\n")));
    }
}
