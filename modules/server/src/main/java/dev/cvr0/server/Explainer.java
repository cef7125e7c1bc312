// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Reply.Refusal;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.CvqChecks;
import dev.cvr0.plugin.CvqFault;
import dev.cvr0.plugin.CvqRequest;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.plugin.settings.PluginSettings;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Plays the lines of one session through the real handlers, and says for each answer how it came about. */
final class Explainer {

    private final HandlerRegistry registry;
    private final CvqChecks checks;
    private final PolicyExplainer policy;
    private final Session session = new PlainSession(InetAddress.getLoopbackAddress());

    Explainer(HandlerRegistry registry, StandalonePlugin plugin) {
        this.registry = registry;
        this.checks = plugin.bean(CvqChecks.class);
        this.policy = new PolicyExplainer(plugin.bean(VersionPolicy.class), plugin.bean(PluginSettings.class));
    }

    /** The answer line first, then what a person should know of it. */
    List<String> explain(Command command) {
        Reply reply = registry.find(command.verb())
                .<Reply>map(registered -> registered.handler().handle(command, session))
                .orElseGet(Reply.Declined::new);
        List<String> text = new ArrayList<>();
        text.add(reply.line().orElse("(no answer: the verb is the host's business, and this host closes)"));
        text.add("  then: the session "
                + (reply.endsSession() || reply instanceof Reply.Declined ? "ends" : "stays open"));
        reasons(command, reply).forEach(reason -> text.add("  " + reason));
        return text;
    }

    private List<String> reasons(Command command, Reply reply) {
        if (reply instanceof Refusal refusal && refusal.code().equals(ErrorCode.NOT_EXPECTED)) {
            return List.of("not expected in this state of the session: dialect agreed on: "
                    + session.agreedDialect().map(Object::toString).orElse("none"));
        }
        if (reply instanceof Reply.Declined || command.verb().equals(Verb.VER)) {
            return List.of();
        }
        CvqRequest request = CvqRequest.of(command);
        return checks.findFault(request)
                .map(CvqFault::descriptions)
                .orElseGet(() -> policy.explain(request.profile(session)));
    }
}
