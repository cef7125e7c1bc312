// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Lcid;
import java.net.InetAddress;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientKindTest {

    @Test
    void shouldDescribeAClientByItsLines() {
        ClientProfile client = client("winnt", "MSNMSGR", "6.2.0208", "MSMSGS", Dialect.listOf("MSNP9", "CVR0"));

        assertThat(ClientKind.of(client))
                .isEqualTo(new ClientKind("VER 1 MSNP9 CVR0", "CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR 6.2.0208 MSMSGS"));
    }

    @Property(tries = 500)
    void shouldReturnTheClientOfAKind(
            @ForAll("words") String system,
            @ForAll("words") String library,
            @ForAll("words") String version,
            @ForAll("words") String codebase) {
        for (String base : List.of("", codebase)) {
            ClientProfile client = client(system, library, version, base, Dialect.listOf("CVR0"));

            assertThat(ClientKind.of(client).client()).contains(client.withUserHandle(""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VER 1, ''",
        "'', CVQ 1 0x0409 winnt 5.1 i386 MSNMSGR",
        "VER 1, CVQ 1 english winnt 5.1 i386 MSNMSGR 6.0",
        "VER 1, CVQ 1 0x0409 winnt 5.1 i386  6.0"
    })
    void shouldHaveNoClientForOtherLines(String offer, String request) {
        assertThat(new ClientKind(offer, request).client()).isEmpty();
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withChars("aZ0.-<>&'\"\u20ac")
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    private static ClientProfile client(
            String system, String library, String version, String codebase, List<Dialect> offered) {
        return new ClientProfile(
                new ClientProgram(
                        new Lcid(0x0409), system, "5.1", "i386", library, ClientVersion.parse(version), codebase),
                "a@example.com",
                offered,
                InetAddress.getLoopbackAddress());
    }
}
