// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.policy;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.plugin.base.PluginBean;
import dev.cvr0.plugin.base.PluginLog;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Fires decisions as CDI events. An exception of an observer does not change the answer. */
@PluginBean
public class DecisionPublisher {

    private final Event<Decision> events;

    @Inject
    DecisionPublisher(Event<Decision> events) {
        this.events = events;
    }

    void publish(ClientProfile client, Verdict verdict) {
        try {
            events.fire(new Decision(client, verdict));
        } catch (RuntimeException e) {
            PluginLog.observerFailed(e);
        }
    }
}
