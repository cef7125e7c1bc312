package ${package};

#if( $kind == "decorator" )
import static org.assertj.core.api.Assertions.assertThat;

#end
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.VersionPolicy;
#if( $kind == "decorator" )
import dev.cvr0.catalog.CatalogPolicy;
#end
import dev.cvr0.plugin.registration.Registrar;
import dev.cvr0.testkit.InProcessPeer;
import dev.cvr0.testkit.RecordingRegistry;
import dev.cvr0.testkit.TestClient;
import dev.cvr0.testkit.certification.BuiltJar;
import dev.cvr0.testkit.certification.DeploymentMarker;
import dev.cvr0.testkit.certification.HostUnderTest;
import dev.cvr0.testkit.certification.TestEnvironment;
import dev.cvr0.testkit.certification.PolicyCertification;
import dev.cvr0.transcript.Peer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
#if( $kind == "decorator" )
import org.junit.jupiter.api.Test;
#end

/** Tests the policy with the plugin in a container. The tests are inherited from the certification. */
@ArquillianTest
class ${policyName}IT implements PolicyCertification, HostUnderTest {

    @Inject
    VersionPolicy policy;

    @Inject
    RecordingRegistry registry;

    @Inject
    Registrar plugin;

    @Deployment
    static WebArchive emulator() {
        return ShrinkWrap.create(WebArchive.class)
                .addClasses(${policyName}.class, Emulator.class)
                .addAsWebInfResource(new File("target/classes/META-INF/beans.xml"), "beans.xml")
                .addAsLibraries(archiveOf(Registrar.class))
#if( $kind == "decorator" )
                .addAsLibraries(archiveOf(CatalogPolicy.class))
#end
                .addAsResource(new StringAsset(DeploymentMarker.ofThisProcess().process()), DeploymentMarker.PATH);
    }

    private static JavaArchive archiveOf(Class<?> type) {
        JavaArchive jar = ShrinkWrap.createFromZipFile(JavaArchive.class, BuiltJar.of(type));
        // the adapter of embedded Weld would load it as a class
        jar.delete("module-info.class");
        return jar;
    }

    /** A minimal host for the plugin. */
    @ApplicationScoped
    public static class Emulator {

        @Produces
        @Singleton
        RecordingRegistry registry() {
            return new RecordingRegistry();
        }
    }

    /** Starts the plugin. A server does this itself, embedded Weld does not. */
    @BeforeEach
    void start() {
        plugin.start();
    }

#if( $kind == "decorator" )
    @Test
    void shouldDecorateTheCatalog() {
        assertThat(knownClients())
                .allSatisfy(client -> assertThat(policy.decide(client).reason()).endsWith(", ${artifactId}"));
    }

#end
    @Override
    public VersionPolicy createPolicy() {
        return policy;
    }

    @Override
    public List<ClientProfile> knownClients() {
        return List.of(TestClient.messenger("7.0.0813").profile());
    }

    @Override
    public HostUnderTest host() {
        return this;
    }

    @Override
    public CommandRegistry registry() {
        return registry;
    }

    @Override
    public Peer peer() {
        return new InProcessPeer(registry);
    }

    @Override
    public TestEnvironment environment() {
        return TestEnvironment.EMBEDDED;
    }
}
