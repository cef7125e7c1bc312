// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.protocol.ClientVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the known clients: a mapping from libraries to their versions. */
final class ReleasesReader {

    Releases read(Value releases) {
        Map<String, Set<ClientVersion>> versions = new HashMap<>();
        for (Value.Entry entry : releases.entries()) {
            entry.key().token().ifPresent(library -> versions.put(library, versions(entry.value())));
        }
        return new Releases(versions);
    }

    private static Set<ClientVersion> versions(Value library) {
        Set<ClientVersion> versions = new HashSet<>();
        library.oneOrMore().stream()
                .map(Value::version)
                .flatMap(Optional::stream)
                .forEach(versions::add);
        return versions;
    }
}
