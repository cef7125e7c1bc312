// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.text.LogSafeText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Summarizes a group of clients by the attributes that distinguish it from the other clients.
 *
 * @since 0.1
 */
public final class ClientGroupSummary {

    private static final int MAX_VALUES = 4;

    private static final List<Attribute> ATTRIBUTES = List.of(
            new Attribute(
                    "",
                    client ->
                            client.program().library() + " " + client.program().version()),
            new Attribute("locale ", client -> client.program().locale().toString()),
            new Attribute(
                    "on ",
                    client -> client.program().systemType() + " "
                            + client.program().systemVersion() + " "
                            + client.program().architecture()),
            new Attribute("codebase ", client -> client.program().codebase()),
            new Attribute("user ", ClientProfile::userHandle),
            new Attribute("from ", client -> client.remoteAddress().getHostAddress()),
            new Attribute(
                    "offering ",
                    client -> client.offeredDialects().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(" "))));

    private final Map<Attribute, Set<String>> all;

    private record Attribute(String name, Function<ClientProfile, String> text) {}

    /**
     * Collects the values of all clients.
     *
     * @param all all clients
     */
    public ClientGroupSummary(Collection<ClientProfile> all) {
        this.all = ATTRIBUTES.stream()
                .collect(Collectors.toMap(Function.identity(), attribute -> values(all, attribute.text())));
    }

    /**
     * Returns the distinguishing attributes of a group in one line.
     *
     * @param clients the group, a part of all clients
     * @return the values of these attributes, log-safe
     */
    public String summarize(Collection<ClientProfile> clients) {
        String line = ATTRIBUTES.stream()
                .flatMap(attribute -> distinguish(attribute, clients).stream())
                .collect(Collectors.joining("; "));
        return line.isEmpty() ? "all kinds of clients" : line;
    }

    private Optional<String> distinguish(Attribute attribute, Collection<ClientProfile> clients) {
        Set<String> values = values(clients, attribute.text());
        return values.equals(all.get(attribute)) ? Optional.empty() : Optional.of(attribute.name() + join(values));
    }

    private static Set<String> values(Collection<ClientProfile> clients, Function<ClientProfile, String> text) {
        return clients.stream().map(text).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String join(Set<String> values) {
        String first = values.stream()
                .limit(MAX_VALUES)
                .map(value -> value.isEmpty() ? "none" : LogSafeText.escape(value))
                .collect(Collectors.joining(" or "));
        return values.size() <= MAX_VALUES ? first : first + " or " + (values.size() - MAX_VALUES) + " others";
    }
}
