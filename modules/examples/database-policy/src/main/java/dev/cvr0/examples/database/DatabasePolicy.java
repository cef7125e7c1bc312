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
/** Looks each client's library up in a database, which takes time: so it says that it may block. */
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
            Release release = releases.find(Release.class, client.library());
            return release == null ? new UnknownClient("no release of " + client.library()) : release.advice();
        }
    }
}
// end
