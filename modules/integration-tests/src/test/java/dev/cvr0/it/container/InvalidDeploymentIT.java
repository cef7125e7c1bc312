// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.it.container.app.SecondPolicy;
import dev.cvr0.it.container.app.SecondRegistry;
import dev.cvr0.it.container.app.SecondVerHandler;
import dev.cvr0.it.container.app.UnscopedRegistry;
import dev.cvr0.plugin.registration.Registrar;
import dev.cvr0.testkit.certification.BuiltJar;
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

/** Tests that invalid applications do not start, and that the deployer gets a report. Runs outside the container. */
@ArquillianTest
@RunAsClient
class InvalidDeploymentIT {

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "no host", managed = false, testable = false)
    static WebArchive withoutHost() {
        return EmulatorWar.withoutHost(Map.of());
    }

    @Deployment(name = "no beans.xml", managed = false, testable = false)
    static WebArchive withoutDescriptor() {
        WebArchive war = EmulatorWar.withoutHost(Map.of(), UnscopedRegistry.class);
        war.delete("WEB-INF/beans.xml");
        return war;
    }

    @Deployment(name = "two plugins", managed = false, testable = false)
    static WebArchive withTwoPlugins() {
        JavaArchive again = ShrinkWrap.create(JavaArchive.class, "cvr0-plugin-0.0.1.jar")
                .merge(EmulatorWar.archiveOf(Registrar.class));
        return EmulatorWar.with().addAsLibrary(again);
    }

    @Deployment(name = "two hosts", managed = false, testable = false)
    static WebArchive withTwoHosts() {
        return EmulatorWar.with(SecondRegistry.class);
    }

    @Deployment(name = "two policies", managed = false, testable = false)
    static WebArchive withTwoPolicies() {
        return EmulatorWar.with(SecondPolicy.class);
    }

    @Deployment(name = "two handlers", managed = false, testable = false)
    static WebArchive withTwoHandlers() {
        return EmulatorWar.with(SecondVerHandler.class);
    }

    @Deployment(name = "invalid settings", managed = false, testable = false)
    static WebArchive withInvalidSettings() {
        return EmulatorWar.with(Map.of("cvr0.ver.answer", "both", "cvr0.policy.timeout", "soon"));
    }

    @Deployment(name = "unreadable catalog", managed = false, testable = false)
    static WebArchive withUnreadableCatalog() {
        return EmulatorWar.with(Map.of("cvr0.catalog", "no-such-catalog.yaml", "cvr0.ver.answer", "both"));
    }

    @Deployment(name = "several problems", managed = false, testable = false)
    static WebArchive withSeveralProblems() {
        return EmulatorWar.withoutHost(Map.of("cvr0.ver.answer", "both"), SecondPolicy.class);
    }

    @Test
    void shouldReportAMissingRegistry() throws IOException {
        assertThat(reportOf("no host"))
                .contains("no bean of type dev.cvr0.api.host.CommandRegistry")
                .contains("beans.xml");
    }

    @Test
    void shouldReportAMissingDescriptor() throws IOException {
        assertThat(reportOf("no beans.xml"))
                .contains("no bean of type dev.cvr0.api.host.CommandRegistry")
                .contains("beans.xml");
    }

    @Test
    void shouldReportBothPlugins() throws IOException {
        assertThat(reportOf("two plugins"))
                .contains("cvr0-plugin is present 2 times")
                .contains("cvr0-plugin-0.0.1.jar")
                .contains(BuiltJar.of(Registrar.class).getName());
    }

    @Test
    void shouldReportBothRegistries() throws IOException {
        assertThat(reportOf("two hosts"))
                .contains("2 beans of type dev.cvr0.api.host.CommandRegistry")
                .contains("dev.cvr0.it.container.app.SecondRegistry, dev.cvr0.it.container.app.TestHost");
    }

    @Test
    void shouldReportBothPolicies() throws IOException {
        assertThat(reportOf("two policies"))
                .contains("2 beans of type dev.cvr0.api.policy.VersionPolicy")
                .contains("dev.cvr0.catalog.CatalogPolicy, dev.cvr0.it.container.app.SecondPolicy");
    }

    @Test
    void shouldReportBothHandlersOfAVerb() throws IOException {
        assertThat(reportOf("two handlers"))
                .contains("verb VER")
                .contains("dev.cvr0.plugin.handler.VerHandler")
                .contains("dev.cvr0.it.container.app.SecondVerHandler");
    }

    @Test
    void shouldReportEachInvalidSetting() throws IOException {
        assertThat(reportOf("invalid settings"))
                .contains("cvr0.ver.answer: 'both' is invalid")
                .contains("cvr0.policy.timeout: 'soon' is invalid");
    }

    @Test
    void shouldReportAnUnreadableCatalogTogetherWithAnInvalidSetting() throws IOException {
        assertThat(reportOf("unreadable catalog"))
                .contains("no-such-catalog.yaml")
                .contains("cvr0.ver.answer: 'both' is invalid");
    }

    @Test
    void shouldReportAllProblemsTogether() throws IOException {
        assertThat(reportOf("several problems"))
                .contains("no bean of type dev.cvr0.api.host.CommandRegistry")
                .contains("2 beans of type dev.cvr0.api.policy.VersionPolicy")
                .contains("cvr0.ver.answer: 'both' is invalid");
    }

    // Some servers report the problem to the deployer, others only to their log.
    private String reportOf(String deployment) throws IOException {
        ServerLog log = ServerLog.fromCurrentEnd();
        try (DeploymentFailureWatcher watcher = DeploymentFailureWatcher.over(log)) {
            deployer.deploy(deployment);
        } catch (Exception e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text));
            return text + log.written();
        }
        deployer.undeploy(deployment);
        if (log.reportsFailure()) {
            return log.written();
        }
        throw new AssertionError("the deployment '" + deployment + "' started, expected it to fail");
    }
}
