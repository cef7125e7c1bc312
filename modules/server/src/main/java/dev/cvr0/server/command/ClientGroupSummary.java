// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.text.LogSafeText;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Summarizes a group of clients by the attributes that distinguish it from the other clients. */
final class ClientGroupSummary {

    private static final int MAX_VALUES = 4;

    private final Collection<ClientProfile> clients;
    private final Collection<ClientProfile> all;

    private ClientGroupSummary(Collection<ClientProfile> clients, Collection<ClientProfile> all) {
        this.clients = clients;
        this.all = all;
    }

    /**
     * Returns the distinguishing attributes in one line.
     *
     * @param clients the group
     * @param all the group and all other clients
     */
    static String summarize(Collection<ClientProfile> clients, Collection<ClientProfile> all) {
        return new ClientGroupSummary(clients, all).line();
    }

    private String line() {
        String line = Stream.of(
                        attribute(
                                "",
                                client -> client.program().library() + " "
                                        + client.program().version()),
                        attribute("locale ", client -> client.program().locale().toString()),
                        attribute(
                                "on ",
                                client -> client.program().systemType() + " "
                                        + client.program().systemVersion() + " "
                                        + client.program().architecture()),
                        attribute("codebase ", client -> client.program().codebase()),
                        attribute("user ", ClientProfile::userHandle),
                        attribute("from ", client -> client.remoteAddress().getHostAddress()),
                        attribute(
                                "offering ",
                                client -> client.offeredDialects().stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(" "))))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return line.isEmpty() ? "all kinds of clients" : line;
    }

    private Optional<String> attribute(String name, Function<ClientProfile, String> text) {
        Set<String> values = values(clients, text);
        return values.equals(values(all, text)) ? Optional.empty() : Optional.of(name + join(values));
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
