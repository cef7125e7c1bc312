// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.UnknownClient;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;

/** Tells the application what was decided, if anybody in it wants to know. */
@Part
class Decisions {

    // A container says who listens to an event only when it is shown one.
    private static final Decision SAMPLE = new Decision(
            new ClientProfile(
                    new Lcid(0),
                    "",
                    "",
                    "",
                    "",
                    ClientVersion.of(""),
                    "",
                    "",
                    List.of(),
                    InetAddress.getLoopbackAddress()),
            new UnknownClient(""));

    private final Event<Decision> events;
    private final boolean heard;

    @Inject
    Decisions(Event<Decision> events, BeanManager beans) {
        this.events = events;
        this.heard = !beans.resolveObserverMethods(SAMPLE).isEmpty();
    }

    void tell(ClientProfile client, Verdict verdict) {
        if (heard) {
            fire(new Decision(client, verdict));
        }
    }

    /** Tells of a verdict that was given once more. */
    void repeat(Decided decided, Question question, Session session) {
        if (heard) {
            fire(decided.decisionFor(question.userHandle(), session));
        }
    }

    private void fire(Decision decision) {
        try {
            events.fire(decision);
        } catch (RuntimeException e) {
            PluginLog.observerFailed(e);
        }
    }
}
