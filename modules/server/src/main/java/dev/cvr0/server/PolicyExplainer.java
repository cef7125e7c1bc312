// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.Verdict.Advice;
import dev.cvr0.api.policy.Verdict.Refused;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Excerpt;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.catalog.Explanation;
import dev.cvr0.plugin.settings.PluginSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says why the policy decided as it did: for the catalogue with every rule that was looked at. */
final class PolicyExplainer {

    private final VersionPolicy policy;
    private final PluginSettings settings;

    PolicyExplainer(VersionPolicy policy, PluginSettings settings) {
        this.policy = policy;
        this.settings = settings;
    }

    List<String> explain(ClientProfile client) {
        List<String> text = new ArrayList<>();
        Verdict verdict = policy.decide(client);
        text.add(meaning(verdict, client.clientVersion()));
        text.add("because: " + verdict.reason());
        if (policy instanceof CatalogPolicy catalogPolicy) {
            Explanation explanation = catalogPolicy.explain(client);
            explanation.steps().forEach(step -> text.add("looked at " + step));
        }
        return text;
    }

    private String meaning(Verdict verdict, ClientVersion installed) {
        Excerpt own = Excerpt.of(installed.text());
        if (verdict instanceof Refused) {
            return "refused, whatever cvr0.policy.unknown-clients says";
        }
        if (!(verdict instanceof Advice advice)) {
            return "unknown client, answered as cvr0.policy.unknown-clients says: "
                    + settings.policy().unknownClients().name().toLowerCase(Locale.ROOT);
        }
        return switch (advice.urgencyFor(installed)) {
            case UP_TO_DATE -> "up to date: " + own + " is not older than " + advice.recommended();
            case RECOMMENDED ->
                "recommended: " + own + " is older than " + advice.recommended() + ", but not older than the minimum "
                        + advice.minimum();
            case REQUIRED -> "required: " + own + " is older than the minimum " + advice.minimum();
        };
    }
}
