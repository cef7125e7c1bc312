// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.ClientVersion;
import java.util.List;
import java.util.stream.Collectors;

/** Holds for a client whose field, read as a version, lies in one of some spans. */
record WithinVersions(ProfileField field, List<VersionSpan> spans) implements Condition {

    WithinVersions {
        spans = List.copyOf(spans);
    }

    @Override
    public boolean holds(ClientProfile client) {
        ClientVersion version = ClientVersion.of(field.of(client));
        return version.isReadable() && spans.stream().anyMatch(span -> span.contains(version));
    }

    @Override
    public String wanted() {
        return spans.stream().map(VersionSpan::toString).collect(Collectors.joining(" or "));
    }
}
