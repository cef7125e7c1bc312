package ${package};

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** Decides what clients are told, in place of any other policy. Called by many threads at once. */
@ApplicationScoped
@Alternative
@Priority(100)
public class ${policyName} implements VersionPolicy {

    private static final ClientVersion CURRENT = ClientVersion.of("7.5.0324");
    private static final ClientVersion LEAST = ClientVersion.of("6.2.0208");

    @Override
    public Verdict decide(ClientProfile client) {
        if (!client.library().equals("MSNMSGR")) {
            return new UnknownClient("only MSNMSGR is served here");
        }
        // Never put what a client says of itself into a URL: people download and run what is there.
        return new Advice(
                CURRENT,
                CURRENT,
                LEAST,
                "http://updates.example.org/msnmsgr-7.5.0324.exe",
                "http://updates.example.org/",
                "the rule of ${artifactId}");
    }
}
