// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cvr0.api.protocol.Dialect;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientProfileTest {

    private static final ClientProfile PROFILE = ClientProfiles.ofVersion("7.0.0813");

    @Test
    void shouldCopyTheDialects() {
        List<Dialect> dialects = new ArrayList<>(List.of(Dialect.CVR0));
        ClientProfile profile = ClientProfiles.of("1.0", dialects);

        dialects.clear();

        assertThat(profile.offeredDialects()).containsExactly(Dialect.CVR0);
    }

    @Test
    void shouldChangeOnlyTheNamedComponent() throws UnknownHostException {
        InetAddress address = InetAddress.getByName("2001:db8::1");
        List<UnaryOperator<ClientProfile>> changes = List.of(
                profile -> profile.withProgram(ClientProfiles.program("8.0")),
                profile -> profile.withUserHandle("a@example.org"),
                profile -> profile.withOfferedDialects(Dialect.listOf("MSNP8")),
                profile -> profile.withRemoteAddress(address));
        List<Object> values =
                List.of(ClientProfiles.program("8.0"), "a@example.org", List.of(new Dialect("MSNP8")), address);

        for (int i = 0; i < changes.size(); i++) {
            List<Object> expected = RecordComponents.of(PROFILE);
            expected.set(i, values.get(i));
            assertThat(RecordComponents.of(changes.get(i).apply(PROFILE))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "a\r", "\uFFFD", "\uDC00"})
    void shouldRejectAnInvalidUserHandle(String userHandle) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PROFILE.withUserHandle(userHandle))
                .withMessageStartingWith("userHandle must not contain ");
    }

    @Test
    void shouldAcceptAnAbsentUserHandle() {
        assertThat(PROFILE.withUserHandle("a@b").withUserHandle("")).isEqualTo(PROFILE);
    }
}
