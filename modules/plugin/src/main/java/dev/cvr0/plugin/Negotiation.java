// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.host.AttributeKey;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What VER came to: which dialects the client offered, and which of them are shared.
 *
 * @param offered in the client's order of preference; names that no dialect can have are left out
 * @param shared in the host's order of preference, CVR0 last if it was offered
 */
record Negotiation(List<Dialect> offered, List<Dialect> shared) {

    private static final AttributeKey<Negotiation> KEY = AttributeKey.named("VER");

    static Negotiation of(Command ver, List<Dialect> spoken) {
        List<Dialect> offered = ver.parameters().stream()
                .map(Dialect::find)
                .flatMap(Optional::stream)
                .toList();
        Stream<Dialect> own = spoken.stream().filter(dialect -> !dialect.equals(Dialect.CVR0));
        List<Dialect> shared = Stream.concat(own, Stream.of(Dialect.CVR0))
                .filter(offered::contains)
                .distinct()
                .toList();
        return new Negotiation(offered, shared);
    }

    /** What VER came to in a session, if it was sent. */
    static Optional<Negotiation> of(Session session) {
        return session.attribute(KEY);
    }

    /** What a client offered in VER, if it was sent. */
    static List<Dialect> offered(Session session) {
        return of(session).map(Negotiation::offered).orElse(List.of());
    }

    void keepIn(Session session) {
        session.attribute(KEY, this);
        agreed().ifPresent(session::agree);
    }

    Optional<Dialect> agreed() {
        return shared.stream().findFirst();
    }
}
