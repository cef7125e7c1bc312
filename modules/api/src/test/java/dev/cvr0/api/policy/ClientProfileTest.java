// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.protocol.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientProfileTest {

    @Test
    void shouldCopyTheDialects() {
        List<Dialect> dialects = new ArrayList<>(List.of(Dialect.CVR0));
        ClientProfile profile = Profiles.of("1.0", dialects);

        dialects.clear();

        assertThat(profile.offeredDialects()).containsExactly(Dialect.CVR0);
    }
}
