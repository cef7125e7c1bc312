// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.Excerpt;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tells some clients from others, in a line.
 *
 * @param clients which
 * @param all these and the others
 */
record Likeness(Collection<ClientProfile> clients, Collection<ClientProfile> all) {

    private static final int FEW = 4;

    @Override
    public String toString() {
        String line = Stream.of(
                        few("", client -> client.library() + " " + client.clientVersion()),
                        few("locale ", client -> client.locale().toString()),
                        few(
                                "on ",
                                client -> client.systemType() + " " + client.systemVersion() + " "
                                        + client.architecture()),
                        few("codebase ", ClientProfile::codebase),
                        few("user ", ClientProfile::userHandle),
                        few("from ", client -> client.remoteAddress().getHostAddress()),
                        few(
                                "offering ",
                                client -> client.offeredDialects().stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(" "))))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return line.isEmpty() ? "whoever it is" : line;
    }

    // What is the same as among all of them says nothing.
    private Optional<String> few(String what, Function<ClientProfile, String> text) {
        Set<String> values = values(clients, text);
        return values.equals(values(all, text)) ? Optional.empty() : Optional.of(what + joined(values));
    }

    private static Set<String> values(Collection<ClientProfile> clients, Function<ClientProfile, String> text) {
        return clients.stream().map(text).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String joined(Set<String> values) {
        String few = values.stream()
                .limit(FEW)
                .map(value -> value.isEmpty() ? "none" : Excerpt.of(value).toString())
                .collect(Collectors.joining(" or "));
        return values.size() <= FEW ? few : few + " or " + (values.size() - FEW) + " others";
    }
}
