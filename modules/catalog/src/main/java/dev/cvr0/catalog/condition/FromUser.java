// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds for users with one of several handles or domains, in lower case. The empty handle matches clients without one. */
public record FromUser(Set<String> handles, Set<String> domains) implements Condition {

    private static final int MAX_LISTED = 3;

    public FromUser {
        handles = Set.copyOf(handles);
        domains = Set.copyOf(domains);
    }

    @Override
    public String key() {
        return "user-handle";
    }

    @Override
    public boolean holds(EvaluationContext context) {
        return includes(ClientAttribute.normalizeHandle(context.client().userHandle()));
    }

    @Override
    public String expected() {
        Stream<String> all = Stream.concat(
                handles.stream().sorted().map(handle -> handle.isEmpty() ? "''" : handle),
                domains.stream().sorted().map(domain -> "@" + domain));
        String first = all.limit(MAX_LISTED).collect(Collectors.joining(" or "));
        int more = handles.size() + domains.size() - MAX_LISTED;
        return more > 0 ? first + " or " + more + " more" : first;
    }

    @Override
    public String actual(EvaluationContext context) {
        return context.client().userHandle();
    }

    @Override
    public List<ClientProfile> examples(ClientProfile client) {
        return Stream.concat(handles.stream(), domains.stream().map(domain -> "user@" + domain))
                .map(client::withUserHandle)
                .toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof FromUser that
                && domains.containsAll(that.domains)
                && that.handles.stream().allMatch(this::includes);
    }

    @Override
    public Optional<Set<?>> keys(ClientAttribute attribute) {
        return switch (attribute) {
            case USER_HANDLE -> domains.isEmpty() ? Optional.of(handles) : Optional.empty();
            case USER_DOMAIN ->
                Optional.of(Stream.concat(domains.stream(), handles.stream().map(ClientAttribute::domainOf))
                        .collect(Collectors.toUnmodifiableSet()));
            default -> Optional.empty();
        };
    }

    private boolean includes(String handle) {
        return handles.contains(handle) || domains.contains(ClientAttribute.domainOf(handle));
    }
}
