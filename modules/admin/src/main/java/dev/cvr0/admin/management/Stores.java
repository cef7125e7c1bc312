// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Access to the store of publications, which is opened for each query. Thread-safe.
 *
 * @since 0.1
 */
public final class Stores {

    private final Optional<Supplier<PublicationStore>> opener;
    private volatile String name;

    /**
     * Creates access to the store of a server.
     *
     * @param management the parts of the server
     */
    public Stores(Management management) {
        this.opener = management.store();
        this.name = SourceProvider.withoutSecrets(management.settings().location());
    }

    /**
     * Returns the name of the store. Does not block.
     *
     * @return the name as of the last query, before that the location of the catalog; empty without a store
     */
    public Optional<String> name() {
        return opener.map(open -> name);
    }

    /**
     * Queries the store. Blocks.
     *
     * @param <T> the type of the result
     * @param query the query
     * @return the result; empty without a store
     * @throws ProblemException 503 if the store cannot be reached
     * @throws dev.cvr0.catalog.publication.PublicationException if the store does not support the query, or has no such
     *     version
     */
    public <T> Optional<T> query(Function<PublicationStore, T> query) {
        return opener.map(open -> {
            try (PublicationStore store = open.get()) {
                name = store.name();
                return query.apply(store);
            } catch (SourceUnavailableException e) {
                throw new ProblemException(Problem.unavailable(String.valueOf(e.getMessage())));
            }
        });
    }
}
