// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.change;

import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationStore;
import java.util.Optional;

/** The newest publication of the store and of this server. */
record NewestPublication(Management management) {

    /** Opens the store; the caller closes it. */
    PublicationStore open() {
        return management
                .store()
                .orElseThrow(() -> new ProblemException(Problem.conflict(
                        "this server has no store of publications; set cvr0.http.store, or use a catalog in a database or"
                                + " in a published folder (folder:PATH)")))
                .get();
    }

    /** Returns the newest publication in the store; empty without a store. */
    Optional<Publication> find() {
        if (management.store().isEmpty()) {
            return Optional.empty();
        }
        try (PublicationStore store = open()) {
            return in(store);
        }
    }

    static Optional<Publication> in(PublicationStore store) {
        return store.history(1).stream().findFirst();
    }

    /** Returns the newest version that is published or served; 0 if there is none. */
    long version() {
        return Math.max(
                find().map(Publication::version).orElse(0L),
                management.policy().status().revision().version());
    }

    static String describe(Publication publication) {
        return "version " + publication.version() + ", published by " + LogSafeText.quote(publication.author()) + " at "
                + publication.time()
                + (publication.comment().isEmpty()
                        ? ""
                        : " with the comment " + LogSafeText.quote(publication.comment()));
    }
}
