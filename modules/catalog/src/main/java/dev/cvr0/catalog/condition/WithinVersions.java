// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.ClientVersion;
import java.util.List;
import java.util.function.Function;

/** Holds for a client of which a version can be read and lies in one of some spans. */
public record WithinVersions(Field field, List<VersionSpan> spans) implements Condition {

    /** Which version. */
    public enum Field {
        SYSTEM_VERSION("system-version", client -> ClientVersion.of(client.systemVersion())),
        CLIENT_VERSION("client-version", ClientProfile::clientVersion);

        private final String key;
        private final Function<ClientProfile, ClientVersion> version;

        Field(String key, Function<ClientProfile, ClientVersion> version) {
            this.key = key;
            this.version = version;
        }

        /** What it is called in a file. */
        public String key() {
            return key;
        }
    }

    public WithinVersions {
        spans = List.copyOf(spans);
    }

    @Override
    public String key() {
        return field.key;
    }

    @Override
    public boolean holds(Query query) {
        return VersionSpan.anyContains(spans, field.version.apply(query.client()));
    }

    @Override
    public String wanted() {
        return VersionSpan.text(spans);
    }

    @Override
    public String found(Query query) {
        return field.version.apply(query.client()).text();
    }

    @Override
    public List<Sketch> examples(Sketch client) {
        return spans.stream()
                .map(span -> client.with(field.key, span.example()))
                .toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof WithinVersions that
                && that.field == field
                && that.spans.stream().allMatch(span -> spans.stream().anyMatch(mine -> mine.covers(span)));
    }
}
