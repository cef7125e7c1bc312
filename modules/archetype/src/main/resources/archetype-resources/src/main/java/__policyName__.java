package ${package};

#if( $kind == "decorator" )
import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;

/** Gives the advice of the catalog, but never requires an update. Thread-safe, because it is called concurrently. */
@Decorator
@Priority(100)
public abstract class ${policyName} implements VersionPolicy {

    private static final ClientVersion LOWEST = ClientVersion.parse("0.0");

    private final VersionPolicy catalog;

    @Inject
    protected ${policyName}(@Delegate VersionPolicy catalog) {
        this.catalog = catalog;
    }

    @Override
    public Verdict decide(ClientProfile client) {
        Verdict verdict = catalog.decide(client);
        return verdict instanceof Advice advice
                ? advice.withMinimum(LOWEST).withReason(advice.reason() + ", ${artifactId}")
                : verdict;
    }
}
#else
import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** Replaces any other version policy. Thread-safe, because it is called concurrently. */
@ApplicationScoped
@Alternative
@Priority(100)
public class ${policyName} implements VersionPolicy {

    // Never copy text of a client into a URL, because users run the program that they download.
    private static final Advice ADVICE = Advice.recommend(
                    ClientVersion.parse("7.5.0324"),
                    new DownloadUrl("http://updates.example.org/msnmsgr-7.5.0324.exe"))
            .withMinimum(ClientVersion.parse("6.2.0208"))
            .withFallbackUrl(new DownloadUrl("http://updates.example.org/"))
            .withReason("${artifactId}");

    @Override
    public Verdict decide(ClientProfile client) {
        return client.program().library().equals("MSNMSGR")
                ? ADVICE
                : new UnknownClient("only MSNMSGR is supported");
    }
}
#end
