// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container.app;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import jakarta.annotation.Priority;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.spi.BeanManager;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Replaces the catalog. Works only on threads on which the JNDI names of the application are available. */
@Alternative
@Priority(1)
@ApplicationScoped
public class JndiPolicy implements VersionPolicy {

    @Override
    public Verdict decide(ClientProfile client) {
        ClientVersion version = ClientVersion.parse("4.2");
        return Advice.recommend(version, new DownloadUrl("http://" + thread() + ".example/"))
                .withMinimum(version)
                .withFallbackUrl(new DownloadUrl(policyName()));
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    private static String thread() {
        return Thread.currentThread() instanceof ManageableThread ? "managed" : "unmanaged";
    }

    @SuppressWarnings("BanJNDI") // the name is a constant
    private static String policyName() {
        try {
            BeanManager beans = InitialContext.doLookup("java:comp/BeanManager");
            return "http://policies.example/"
                    + beans.resolve(beans.getBeans(VersionPolicy.class))
                            .getBeanClass()
                            .getSimpleName();
        } catch (NamingException e) {
            throw new IllegalStateException("JNDI names are not available on this thread", e);
        }
    }
}
