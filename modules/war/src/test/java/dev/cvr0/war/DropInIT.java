// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.protocol.Verb;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.plugin.registration.Registrar;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.war.emulator.EmulatorListener;
import dev.cvr0.war.emulator.EmulatorRegistry;
import java.io.File;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;

class DropInIT {

    private static final File BEANS = new File(System.getProperty("cvr0.beans.xml"));

    private final AppServer server = AppServer.running();
    private final int port = AppServer.freePort();

    @AfterEach
    void undeployAll() throws Exception {
        server.undeployAll();
    }

    @Test
    void shouldServeAnEmulatorWithThePluginInItsLibFolder() throws Exception {
        WebArchive emulator =
                war("emulator.war", port).addClass(EmulatorRegistry.class).addAsLibraries(plugin());
        server.deploy(emulator);

        assertServed(port);

        server.undeploy(emulator);
    }

    @Test
    void shouldServeTwoWarsOfAnEarWithASharedPluginAndRegistry() throws Exception {
        int other = AppServer.freePort();
        EnterpriseArchive ear = ear("shared.ear", war("one.war", port), war("two.war", other))
                .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "registry.jar")
                        .addClass(EmulatorRegistry.class)
                        .addAsManifestResource(BEANS, "beans.xml"));
        server.deploy(ear);

        assertServed(port);
        assertServed(other);

        server.undeploy(ear);
    }

    @Test
    void shouldReportAMissingRegistryIfItIsOnlyInAWar() throws Exception {
        EnterpriseArchive ear = ear("isolated.ear", war("isolated.war", port).addClass(EmulatorRegistry.class));

        String reason = server.failToDeploy(ear);

        assertThat(reason).contains("no bean of type dev.cvr0.api.host.CommandRegistry");
    }

    private static void assertServed(int port) throws Exception {
        try (TestConnection client = new TestConnection(port)) {
            assertThat(client.ask("VER 1 MSNP9 CVR0")).isEqualTo("VER 1 CVR0");
            assertThat(client.ask("CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com"))
                    .startsWith("CVQ 2 7.0.0813 7.0.0813 6.2.0205 http://");
            assertThat(client.read()).isEqualTo("(closed)");
        }
    }

    private static WebArchive war(String name, int port) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addClass(EmulatorListener.class)
                .addAsResource(new StringAsset(String.valueOf(port)), "dev/cvr0/war/emulator/" + EmulatorListener.PORT)
                .addAsWebInfResource(BEANS, "beans.xml");
    }

    private static EnterpriseArchive ear(String name, WebArchive... wars) {
        EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, name).addAsLibraries(plugin());
        for (WebArchive war : wars) {
            ear.addAsModule(war);
        }
        return ear;
    }

    /** Returns the JARs of the plugin and the catalog with their dependencies. */
    private static File[] plugin() {
        return Stream.of(Verb.class, SettingSource.class, Registrar.class, CatalogPolicy.class, Load.class)
                .map(DropInIT::jarOf)
                .toArray(File[]::new);
    }

    private static File jarOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
