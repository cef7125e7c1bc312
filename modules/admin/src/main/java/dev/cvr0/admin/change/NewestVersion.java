// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.management.Stores;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationStore;
import java.util.Optional;
import java.util.function.Function;

/** The store that is changed, and the newest version in it and on this server. */
record NewestVersion(Management management, Stores stores) {

    /** Changes the store. */
    <T> T change(Function<PublicationStore, T> change) {
        return stores.query(change)
                .orElseThrow(() -> new ProblemException(Problem.conflict(
                        "this server has no store of publications; set cvr0.http.store, or use a catalog in a database or"
                                + " in a published folder (folder:PATH)")));
    }

    static Optional<Publication> in(PublicationStore store) {
        return store.history(1).stream().findFirst();
    }

    /** Returns the newest version that is published or served; 0 if there is none. */
    long version() {
        return Math.max(
                stores.query(store -> in(store).map(Publication::version).orElse(0L))
                        .orElse(0L),
                management.policy().status().revision().version());
    }
}
