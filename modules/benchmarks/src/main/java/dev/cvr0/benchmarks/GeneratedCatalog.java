// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A generated catalog of any size, with rules for users, domains, networks, and codebases with a language.
 *
 * @param count the number of rules
 */
record GeneratedCatalog(int count) {

    private static final String HEAD = """
            format: 1
            base-url: http://updates.example.org
            releases:
              MSNMSGR: [5.0.0544, 6.0.0602, 6.1.0211, 6.2.0208, 7.0.0813, 7.5.0324, 8.5.1302]
              MSMSGS: [1.0.0863, 4.7.3001]
            rules:
            """;

    private static final String TAIL = """
            otherwise: { recommend: own, minimum: own, download: /, fallback: http://updates.example.org/ }
            """;

    byte[] text() {
        String rules =
                IntStream.range(0, count).mapToObj(GeneratedCatalog::rule).collect(Collectors.joining());
        return (HEAD + rules + TAIL).getBytes(StandardCharsets.UTF_8);
    }

    static Catalog parse(byte[] text) throws IOException {
        return new CatalogLoader().read("many.yaml", new ByteArrayInputStream(text));
    }

    /** Creates clients for rules of all kinds throughout the file, and clients that match no rule. */
    List<ClientProfile> clients(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> client((int) ((long) i * count / number), i))
                .toList();
    }

    private static String rule(int i) {
        return """
                  - name: rule-%d
                    when: { %s }
                    recommend: 7.5.0324
                    minimum: 6.0.0602
                    download: /setup-%d.exe
                    fallback: http://updates.example.org/
                """.formatted(i, when(i), i);
    }

    private static String when(int i) {
        return switch (i % 4) {
            case 0 -> "user-handle: user" + i + "@example.com";
            case 1 -> "library: MSNMSGR, client-version: { below: 7.0 }, remote-address: " + network(i) + ".0/24";
            case 2 -> "user-handle: '@d" + i + ".example.org', library: MSNMSGR";
            default -> "codebase: C" + i + ", locale: [es, en], system-type: winnt";
        };
    }

    private static ClientProfile client(int rule, int i) {
        ClientProgram program = new ClientProgram(
                new Lcid(0x0409),
                "winnt",
                "5.1",
                "i386",
                "MSNMSGR",
                ClientVersion.parse("6.0.0602"),
                i % 4 == 3 ? "C" + rule : "MSMSGS");
        return new ClientProfile(
                program,
                i % 4 == 0 ? "user" + rule + "@example.com" : "somebody@d" + rule + ".example.org",
                Dialect.listOf("MSNP9", "MSNP8"),
                // IPv4 addresses do not need a lookup.
                new InetSocketAddress(network(rule) + ".7", 0).getAddress());
    }

    private static String network(int i) {
        return (10 + (i >> 16)) + "." + (i >> 8 & 255) + "." + (i & 255);
    }
}
