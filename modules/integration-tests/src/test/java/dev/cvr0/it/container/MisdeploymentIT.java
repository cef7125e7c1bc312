// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.container.app.ScopelessHost;
import dev.cvr0.it.container.app.SecondHost;
import dev.cvr0.it.container.app.SecondPolicy;
import dev.cvr0.it.container.app.SecondVerHandler;
import dev.cvr0.plugin.registration.Registrar;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Applications that must not start, and what whoever deploys one is told. The deployer's view. */
@ArquillianTest
@RunAsClient
class MisdeploymentIT {

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "no host", managed = false, testable = false)
    static WebArchive withoutHost() {
        return EmulatorWar.withoutHost(Map.of());
    }

    @Deployment(name = "no beans.xml", managed = false, testable = false)
    static WebArchive withoutDescriptor() {
        WebArchive war = EmulatorWar.withoutHost(Map.of(), ScopelessHost.class);
        war.delete("WEB-INF/beans.xml");
        return war;
    }

    @Deployment(name = "two plugins", managed = false, testable = false)
    static WebArchive withTwoPlugins() {
        JavaArchive again = ShrinkWrap.create(JavaArchive.class, "cvr0-plugin-0.0.1.jar")
                .merge(BuiltJar.archiveOf(Registrar.class));
        return EmulatorWar.with().addAsLibrary(again);
    }

    @Deployment(name = "two hosts", managed = false, testable = false)
    static WebArchive withTwoHosts() {
        return EmulatorWar.with(SecondHost.class);
    }

    @Deployment(name = "two policies", managed = false, testable = false)
    static WebArchive withTwoPolicies() {
        return EmulatorWar.with(SecondPolicy.class);
    }

    @Deployment(name = "two handlers", managed = false, testable = false)
    static WebArchive withTwoHandlers() {
        return EmulatorWar.with(SecondVerHandler.class);
    }

    @Deployment(name = "bad settings", managed = false, testable = false)
    static WebArchive withBadSettings() {
        return EmulatorWar.with(Map.of("cvr0.ver.answer", "both", "cvr0.policy.timeout", "soon"));
    }

    @Deployment(name = "bad catalogue", managed = false, testable = false)
    static WebArchive withBadCatalogue() {
        return EmulatorWar.with(Map.of("cvr0.catalog", "no-such-catalogue.yaml", "cvr0.ver.answer", "both"));
    }

    @Deployment(name = "all at once", managed = false, testable = false)
    static WebArchive withEverythingWrong() {
        return EmulatorWar.withoutHost(Map.of("cvr0.ver.answer", "both"), SecondPolicy.class);
    }

    @Test
    void shouldNameTheRegistryThatIsMissing() throws IOException {
        assertThat(faultOf("no host"))
                .contains("no bean of type dev.cvr0.api.host.CommandRegistry")
                .contains("beans.xml");
    }

    @Test
    void shouldNameTheDescriptorThatIsMissing() throws IOException {
        assertThat(faultOf("no beans.xml"))
                .contains("no bean of type dev.cvr0.api.host.CommandRegistry")
                .contains("beans.xml");
    }

    @Test
    void shouldNameBothPlugins() throws IOException {
        assertThat(faultOf("two plugins"))
                .contains("cvr0-plugin is present 2 times")
                .contains("cvr0-plugin-0.0.1.jar")
                .contains(BuiltJar.of(Registrar.class).getName());
    }

    @Test
    void shouldNameBothRegistries() throws IOException {
        assertThat(faultOf("two hosts"))
                .contains("2 beans of type dev.cvr0.api.host.CommandRegistry")
                .contains("dev.cvr0.it.container.app.SecondHost, dev.cvr0.it.container.app.TestHost");
    }

    @Test
    void shouldNameBothPolicies() throws IOException {
        assertThat(faultOf("two policies"))
                .contains("2 beans of type dev.cvr0.api.policy.VersionPolicy")
                .contains("dev.cvr0.catalog.CatalogPolicy, dev.cvr0.it.container.app.SecondPolicy");
    }

    @Test
    void shouldNameBothHandlersOfAVerb() throws IOException {
        assertThat(faultOf("two handlers"))
                .contains("verb VER")
                .contains("dev.cvr0.plugin.handler.VerHandler")
                .contains("dev.cvr0.it.container.app.SecondVerHandler");
    }

    @Test
    void shouldNameEveryBadSetting() throws IOException {
        assertThat(faultOf("bad settings"))
                .contains("cvr0.ver.answer: 'both' cannot be used")
                .contains("cvr0.policy.timeout: 'soon' cannot be used");
    }

    @Test
    void shouldNameTheCatalogueThatCannotBeReadBesideTheBadSetting() throws IOException {
        assertThat(faultOf("bad catalogue"))
                .contains("no-such-catalogue.yaml")
                .contains("cvr0.ver.answer: 'both' cannot be used");
    }

    @Test
    void shouldNameEverythingAtOnce() throws IOException {
        assertThat(faultOf("all at once"))
                .contains("no bean of type dev.cvr0.api.host.CommandRegistry")
                .contains("2 beans of type dev.cvr0.api.policy.VersionPolicy")
                .contains("cvr0.ver.answer: 'both' cannot be used");
    }

    // Some servers tell the deployer, some their log alone.
    private String faultOf(String deployment) throws IOException {
        ServerLog log = ServerLog.fromNowOn();
        try (FailureWatch watch = FailureWatch.over(log)) {
            deployer.deploy(deployment);
        } catch (Exception e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            return text + log.written();
        }
        deployer.undeploy(deployment);
        if (log.tellsOfFailure()) {
            return log.written();
        }
        throw new AssertionError("'" + deployment + "' started");
    }
}
