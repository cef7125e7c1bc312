// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import java.util.List;

/** Holds for clients whose version, or system version, can be parsed and is in one of several ranges. */
public record WithinVersions(boolean ofSystem, List<VersionRange> ranges) implements Condition {

    @Override
    public String key() {
        return ofSystem ? "system-version" : "client-version";
    }

    @Override
    public boolean holds(EvaluationContext context) {
        return VersionRange.anyContains(ranges, version(context));
    }

    @Override
    public String expected() {
        return VersionRange.text(ranges);
    }

    @Override
    public String actual(EvaluationContext context) {
        return version(context).text();
    }

    @Override
    public List<ClientProfile> examples(ClientProfile client) {
        return ranges.stream()
                .map(range -> client.withProgram(with(client.program(), range.example())))
                .toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof WithinVersions that
                && that.ofSystem == ofSystem
                && that.ranges.stream().allMatch(range -> ranges.stream().anyMatch(mine -> mine.covers(range)));
    }

    private ClientVersion version(EvaluationContext context) {
        ClientProgram program = context.client().program();
        return ofSystem ? ClientVersion.parse(program.systemVersion()) : program.version();
    }

    private ClientProgram with(ClientProgram program, ClientVersion version) {
        return ofSystem ? program.withSystem(program.systemType(), version.text()) : program.withVersion(version);
    }
}
