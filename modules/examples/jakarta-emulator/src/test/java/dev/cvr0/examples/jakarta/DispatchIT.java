// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.jakarta;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.plugin.registration.Registrar;
import dev.cvr0.testkit.InProcessPeer;
import dev.cvr0.testkit.certification.BuiltJar;
import dev.cvr0.testkit.certification.DeploymentMarker;
import dev.cvr0.testkit.certification.HostCertification;
import dev.cvr0.testkit.certification.HostUnderTest;
import dev.cvr0.testkit.certification.TestEnvironment;
import dev.cvr0.transcript.Peer;
import jakarta.inject.Inject;
import java.io.File;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;

// snippet: certify
@ArquillianTest
class DispatchIT implements HostCertification, HostUnderTest {

    @Inject
    Dispatch dispatch;

    @Inject
    Registrar plugin;

    @Deployment
    static WebArchive emulator() {
        return ShrinkWrap.create(WebArchive.class)
                .addClasses(Dispatch.class)
                .addAsWebInfResource(new File("target/classes/META-INF/beans.xml"), "beans.xml")
                .addAsLibraries(jar(Registrar.class), jar(CatalogPolicy.class))
                .addAsResource(new StringAsset(DeploymentMarker.ofThisProcess().process()), DeploymentMarker.PATH);
    }

    /** Starts the plugin. A server does this itself, embedded Weld does not. */
    @BeforeEach
    void start() {
        plugin.start();
    }

    @Override
    public HostUnderTest host() {
        return this;
    }

    @Override
    public CommandRegistry registry() {
        return dispatch;
    }

    @Override
    public Peer peer() {
        return new InProcessPeer((command, session) -> dispatch.dispatch(command, session)
                .orElseGet(() -> CompletableFuture.completedStage(new Reply.Declined())));
    }

    @Override
    public List<String> dialects() {
        return List.of("MSNP8");
    }

    @Override
    public TestEnvironment environment() {
        return TestEnvironment.EMBEDDED;
    }

    private static JavaArchive jar(Class<?> type) {
        JavaArchive jar = ShrinkWrap.createFromZipFile(JavaArchive.class, BuiltJar.of(type));
        // the adapter of embedded Weld would load it as a class
        jar.delete("module-info.class");
        return jar;
    }
}
// end
