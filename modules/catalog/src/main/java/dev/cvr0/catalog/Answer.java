// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.protocol.ClientVersion;

/** What a rule answers with. */
record Answer(
        VersionChoice recommend,
        VersionChoice second,
        VersionChoice minimum,
        String download,
        String fallback,
        String reason) {

    Advice adviceFor(ClientProfile client, String rule) {
        ClientVersion installed = client.clientVersion();
        return new Advice(
                recommend.forClient(installed),
                second.forClient(installed),
                minimum.forClient(installed),
                download,
                fallback,
                reason.isEmpty() ? rule : rule + ": " + reason);
    }
}
