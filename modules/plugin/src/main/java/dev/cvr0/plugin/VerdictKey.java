// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.Aspect;
import dev.cvr0.api.policy.Dependence;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * All that a verdict depends on. Clients who differ only in what does not count have equal keys: their user handles, for
 * example.
 */
final class VerdictKey {

    private final Dependence dependence;
    private final List<String> parameters;
    private final List<Dialect> offered;
    private final List<InetAddress> address;
    private final int hash;

    private VerdictKey(
            Dependence dependence, List<String> parameters, List<Dialect> offered, List<InetAddress> address) {
        this.dependence = dependence;
        this.parameters = parameters;
        this.offered = offered;
        this.address = address;
        this.hash = hash();
    }

    static VerdictKey of(Command command, Session session, Dependence dependence) {
        Set<Aspect> counting = dependence.aspects();
        return new VerdictKey(
                dependence,
                command.parameters(),
                counting.contains(Aspect.OFFERED_DIALECTS) ? Negotiation.offered(session) : List.of(),
                counting.contains(Aspect.REMOTE_ADDRESS) ? List.of(session.remoteAddress()) : List.of());
    }

    /** Of which edition of the policy's rules the verdict is. */
    Dependence dependence() {
        return dependence;
    }

    /** How many characters are held. */
    int length() {
        return parameters.stream().mapToInt(String::length).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerdictKey that
                && hash == that.hash
                && dependence == that.dependence
                && agrees(that.parameters)
                && offered.equals(that.offered)
                && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    private boolean agrees(List<String> others) {
        int size = parameters.size();
        if (size != others.size()) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (counts(i) && !parameters.get(i).equals(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private int hash() {
        int sum = System.identityHashCode(dependence);
        int size = parameters.size();
        for (int i = 0; i < size; i++) {
            if (counts(i)) {
                sum = sum * 31 + parameters.get(i).hashCode();
            }
        }
        return (sum * 31 + offered.hashCode()) * 31 + address.hashCode();
    }

    private boolean counts(int index) {
        return index != CvqRequest.USER_HANDLE || dependence.aspects().contains(Aspect.USER_HANDLE);
    }
}
