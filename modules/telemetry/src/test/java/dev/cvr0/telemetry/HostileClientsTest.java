// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.catalog.Catalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No text of a client becomes a metric or an attribute value. */
class HostileClientsTest {

    private static final List<String> OUTCOMES =
            List.of("decided", "unknown_client_allowed", "refused", "fallback", "failed");
    private static final List<String> RESULTS = List.of("loaded", "rejected", "unavailable");

    @Property(tries = 40)
    void shouldNeverRecordTextsOfClients(
            @ForAll("parameters") List<List<String>> clients, @ForAll("modes") String unknownClients) {
        try (MeteredPlugin plugin = MeteredPlugin.of(Map.of("cvr0.policy.unknown-clients", unknownClients))) {
            Set<String> metrics = new HashSet<>(plugin.metrics());
            metrics.addAll(Set.of("cvr0.decisions", "cvr0.clients", "cvr0.decision.duration"));
            clients.forEach(parameters -> plugin.ask("CVQ 1 " + String.join(" ", parameters)));
            clients.forEach(parameters -> plugin.ask("CVR 1 " + String.join(" ", parameters)));

            assertThat(plugin.attributeValues())
                    .isSubsetOf(allowed(plugin.catalog().catalog()));
            assertThat(plugin.metrics()).isSubsetOf(metrics);
        }
    }

    private static Set<String> allowed(Catalog catalog) {
        Set<String> allowed = new HashSet<>(OUTCOMES);
        allowed.addAll(RESULTS);
        allowed.add("other");
        allowed.addAll(catalog.releases().keySet());
        catalog.releases().values().stream()
                .flatMap(List::stream)
                .map(ClientVersion::text)
                .forEach(allowed::add);
        allowed.addAll(rules(catalog));
        return allowed;
    }

    private static Set<String> rules(Catalog catalog) {
        return catalog.table(Instant.now()).rows().map(row -> row.rule()).collect(Collectors.toSet());
    }

    @Provide
    Arbitrary<List<List<String>>> parameters() {
        Arbitrary<String> hostile = Arbitraries.strings()
                .excludeChars(' ', '\r', '\n', '\0')
                .ofMinLength(1)
                .ofMaxLength(40);
        Arbitrary<String> library = Arbitraries.oneOf(
                Arbitraries.of("MSNMSGR", "MSMSGS", "msnmsgr", "other", "cvr0.decisions", "{library=\"x\"}"), hostile);
        Arbitrary<String> version = Arbitraries.oneOf(
                Arbitraries.of("6.1.0211", "006.1.211", "6.1.0211.0.0", "7.0.0813", "b.0.0328"), hostile);
        Arbitrary<List<String>> line = library.flatMap(lib -> version.flatMap(number -> hostile.map(text -> {
            List<String> words = new ArrayList<>(List.of("0x0409", "winnt", "5.1", "i386", lib, number));
            Stream.of("MSMSGS", text).forEach(words::add);
            return words;
        })));
        return line.list().ofMinSize(1).ofMaxSize(30);
    }

    @Provide
    Arbitrary<String> modes() {
        return Arbitraries.of("strict", "lenient", "echo");
    }
}
