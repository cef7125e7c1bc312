// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import dev.cvr0.api.policy.Decision;

/** Records decisions. Thread-safe. */
interface Recorder {

    void record(Decision decision);

    /** Ends the observation of the catalog and the host. */
    void close();
}
