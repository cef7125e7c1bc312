// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.database;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.policy.VersionPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

// snippet: database
/** Looks up the advice for the library of each client in a database, so it declares that it may block. */
@ApplicationScoped
@Alternative
@Priority(100)
public class DatabasePolicy implements VersionPolicy {

    @Inject
    EntityManagerFactory database;

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public Verdict decide(ClientProfile client) {
        try (EntityManager releases = database.createEntityManager()) {
            String library = client.program().library();
            Release release = releases.find(Release.class, library);
            return release == null ? new UnknownClient("no release of " + library) : release.advice();
        }
    }
}
// end
