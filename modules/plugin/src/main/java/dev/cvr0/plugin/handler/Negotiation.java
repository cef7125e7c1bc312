// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.handler;

import dev.cvr0.api.host.AttributeKey;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result of VER.
 *
 * @param offered the offered dialects in the client's order of preference, without invalid names
 * @param common the common dialects in the host's order of preference, CVR0 last if it was offered
 */
record Negotiation(List<Dialect> offered, List<Dialect> common) {

    private static final AttributeKey<Negotiation> KEY = AttributeKey.named("VER");

    static Negotiation of(Command ver, List<Dialect> hostDialects) {
        List<Dialect> offered = ver.parameters().stream()
                .map(Dialect::tryParse)
                .flatMap(Optional::stream)
                .toList();
        Stream<Dialect> preferred = hostDialects.stream().filter(dialect -> !dialect.equals(Dialect.CVR0));
        List<Dialect> common = Stream.concat(preferred, Stream.of(Dialect.CVR0))
                .filter(offered::contains)
                .distinct()
                .toList();
        return new Negotiation(offered, common);
    }

    /** Returns the result of VER in a session; empty before VER. */
    static Optional<Negotiation> of(Session session) {
        return session.attribute(KEY);
    }

    /** Returns the dialects that the client of a session offered; none before VER. */
    static List<Dialect> offered(Session session) {
        return of(session).map(Negotiation::offered).orElse(List.of());
    }

    void storeIn(Session session) {
        session.attribute(KEY, this);
        common.stream().findFirst().ifPresent(session::agree);
    }
}
