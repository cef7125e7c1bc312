// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import java.util.List;
import java.util.function.Function;

/** Holds for a client whose version is readable and lies in one of several ranges. */
public record WithinVersions(Field field, List<VersionRange> ranges) implements Condition {

    /** The version that is compared. */
    public enum Field {
        SYSTEM_VERSION(
                "system-version", client -> ClientVersion.parse(client.program().systemVersion())),
        CLIENT_VERSION("client-version", client -> client.program().version());

        private final String key;
        private final Function<ClientProfile, ClientVersion> version;

        Field(String key, Function<ClientProfile, ClientVersion> version) {
            this.key = key;
            this.version = version;
        }

        /** Returns the key in a catalog file. */
        public String key() {
            return key;
        }

        private ClientProfile with(ClientProfile client, ClientVersion changed) {
            ClientProgram program = client.program();
            return client.withProgram(
                    this == SYSTEM_VERSION
                            ? program.withSystem(program.systemType(), changed.text())
                            : program.withVersion(changed));
        }
    }

    public WithinVersions {
        ranges = List.copyOf(ranges);
    }

    @Override
    public String key() {
        return field.key;
    }

    @Override
    public boolean holds(EvaluationContext context) {
        return VersionRange.anyContains(ranges, field.version.apply(context.client()));
    }

    @Override
    public String wanted() {
        return VersionRange.text(ranges);
    }

    @Override
    public String found(EvaluationContext context) {
        return field.version.apply(context.client()).text();
    }

    @Override
    public List<ClientProfile> examples(ClientProfile client) {
        return ranges.stream().map(range -> field.with(client, range.example())).toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof WithinVersions that
                && that.field == field
                && that.ranges.stream().allMatch(range -> ranges.stream().anyMatch(mine -> mine.covers(range)));
    }
}
