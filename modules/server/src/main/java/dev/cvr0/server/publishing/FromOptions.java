// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.catalog.publication.PublicationStore;
import picocli.CommandLine.Option;

/** The options of the commands that read a store of publications. */
final class FromOptions extends StoreOptions {

    @Option(names = "--from", paramLabel = "TARGET", required = true, description = StoreOptions.TARGET)
    private String from = "";

    /** Opens the store; the caller closes it. */
    PublicationStore open() {
        return open(from);
    }
}
