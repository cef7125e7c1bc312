// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.Aspect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds for a user of some handles or of some domains.
 *
 * @param handles in lower case; the empty one is that of a client that did not say
 * @param domains in lower case, without the at sign
 */
public record FromUser(Set<String> handles, Set<String> domains) implements Condition {

    private static final int MOST_NAMED = 3;

    public FromUser {
        handles = Set.copyOf(handles);
        domains = Set.copyOf(domains);
    }

    /** A handle as it is compared: the case of its letters says nothing. */
    public static String canonical(String handle) {
        return handle.toLowerCase(Locale.ROOT);
    }

    /** What stands behind the last at sign; empty if there is none. */
    static String domain(String handle) {
        int at = handle.lastIndexOf('@');
        return at < 0 ? "" : handle.substring(at + 1);
    }

    @Override
    public String key() {
        return "user-handle";
    }

    @Override
    public boolean holds(Query query) {
        return includes(canonical(query.client().userHandle()));
    }

    @Override
    public String wanted() {
        Stream<String> all = Stream.concat(
                handles.stream().sorted().map(handle -> handle.isEmpty() ? "nothing" : handle),
                domains.stream().sorted().map(domain -> "@" + domain));
        String first = all.limit(MOST_NAMED).collect(Collectors.joining(" or "));
        int more = handles.size() + domains.size() - MOST_NAMED;
        return more > 0 ? first + " or one of " + more + " others" : first;
    }

    @Override
    public String found(Query query) {
        return query.client().userHandle();
    }

    @Override
    public Set<Aspect> aspects() {
        return Set.of(Aspect.USER_HANDLE);
    }

    @Override
    public List<Sketch> examples(Sketch client) {
        return Stream.concat(handles.stream(), domains.stream().map(domain -> "somebody@" + domain))
                .map(user -> client.with(key(), user))
                .toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof FromUser that
                && domains.containsAll(that.domains)
                && that.handles.stream().allMatch(this::includes);
    }

    @Override
    public Optional<Set<?>> keys(Facet facet) {
        return switch (facet) {
            case USER_HANDLE -> domains.isEmpty() ? Optional.of(handles) : Optional.empty();
            case USER_DOMAIN -> Optional.of(allDomains());
            default -> Optional.empty();
        };
    }

    private boolean includes(String handle) {
        return handles.contains(handle) || domains.contains(domain(handle));
    }

    private Set<String> allDomains() {
        return Stream.concat(domains.stream(), handles.stream().map(FromUser::domain))
                .collect(Collectors.toUnmodifiableSet());
    }
}
