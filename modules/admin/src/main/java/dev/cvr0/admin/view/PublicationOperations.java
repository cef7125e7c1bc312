// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.management.Reports;
import dev.cvr0.admin.management.Stores;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.UntrustedException;
import dev.cvr0.catalog.signing.VerifyingKey;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The history of publications. */
record PublicationOperations(Stores stores, Management management) {

    private static final int DEFAULT_PUBLICATIONS = 50;
    private static final int MAX_PUBLICATIONS = 200;
    private static final int MAX_HISTORY = 10_000;

    /** {@code GET /v1/publications}. */
    ApiResponse list(Call call) {
        int limit = call.number("limit", DEFAULT_PUBLICATIONS, MAX_PUBLICATIONS);
        Optional<Instant> at = call.parameter("at").map(text -> Times.at(Optional.of(text), Instant.EPOCH));
        return ApiResponse.json(stores.query(store -> {
                    Stream<Publication> publications = at.isPresent()
                            ? store.history(MAX_HISTORY).stream()
                                    .filter(publication -> !begin(publication).isAfter(at.get()))
                                    .limit(1)
                            : store.history(Math.max(1, limit)).stream();
                    return Reports.array(publications.limit(limit).map(publication -> json(store, publication)))
                            .build();
                })
                .orElseGet(() -> Json.createArrayBuilder().build()));
    }

    /** {@code GET /v1/publications/{version}}. */
    ApiResponse get(Call call) {
        String version = call.variable("version");
        Function<PublicationStore, Optional<JsonObjectBuilder>> query = store -> store.history(MAX_HISTORY).stream()
                .filter(publication -> Long.toString(publication.version()).equals(version))
                .findFirst()
                .map(publication -> json(store, publication));
        return stores.query(query)
                .flatMap(found -> found)
                .map(found -> ApiResponse.json(found.build()))
                .orElseThrow(() -> new ProblemException(Problem.notFound("there is no publication "
                        + LogSafeText.quote(version) + "; GET /v1/publications lists the publications")));
    }

    private JsonObjectBuilder json(PublicationStore store, Publication publication) {
        return Reports.publication(publication)
                .add(
                        "signers",
                        Json.createArrayBuilder(signers(store, publication.version()).stream()
                                .map(VerifyingKey::toString)
                                .toList()));
    }

    private List<VerifyingKey> signers(PublicationStore store, long version) {
        if (!management.settings().requiresSignature()) {
            return List.of();
        }
        try {
            return SignedManifest.signers(
                    store.manifest(version), management.settings().trustedKeys());
        } catch (UntrustedException | PublicationException e) {
            return List.of();
        }
    }

    private static Instant begin(Publication publication) {
        return publication.activeFrom().orElse(publication.time());
    }
}
