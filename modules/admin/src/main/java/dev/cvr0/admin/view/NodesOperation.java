// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import dev.cvr0.admin.management.Management;
import dev.cvr0.admin.management.Reports;
import dev.cvr0.admin.management.Stores;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.catalog.CatalogStatus;
import dev.cvr0.catalog.error.ValidationError;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/nodes}: the servers that report to the store, or this server alone. */
record NodesOperation(Management management, Stores stores) {

    ApiResponse list() {
        List<Node> nodes = reported().orElseGet(() -> List.of(own()));
        return ApiResponse.json(Reports.array(nodes.stream()
                        .map(node -> Reports.node(node, node.status().problem())))
                .build());
    }

    private Optional<List<Node>> reported() {
        try {
            return stores.query(PublicationStore::nodes);
        } catch (PublicationException e) {
            // Servers do not report to this kind of store.
            return Optional.empty();
        }
    }

    private Node own() {
        CatalogStatus status = management.policy().status();
        long version = status.revision().version();
        return new Node(
                management.policy().node(),
                new NodeStatus(
                        version,
                        status.contentId(),
                        version,
                        status.errors().stream().findFirst().map(ValidationError::toString)),
                management.statistics().since(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Duration.ZERO,
                StatusOperation.software().orElse("development"),
                true);
    }
}
