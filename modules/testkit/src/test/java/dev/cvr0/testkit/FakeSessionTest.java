// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeSessionTest implements SessionContract {

    @Override
    public Session createSession() {
        return FakeSession.fresh();
    }

    @Test
    void shouldBeCreatedInOneLine() {
        Session session = FakeSession.from("192.0.2.7").agreedOn("MSNP8");
        assertThat(session.remoteAddress().getHostAddress()).isEqualTo("192.0.2.7");
        assertThat(session.agreedDialect()).contains(new Dialect("MSNP8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "", "1.2.3.4.5", "300.1.1.1", "face", "::zz"})
    void shouldRejectAnAddressThatIsNotNumeric(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeSession.from(address))
                .withMessage("'" + address + "' is not a numeric address");
    }
}
