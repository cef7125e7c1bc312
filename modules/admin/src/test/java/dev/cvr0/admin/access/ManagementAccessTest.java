// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.admin.Requests;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.settings.InvalidSettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementAccessTest {

    private static final long MINUTE = 60_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void shouldReadAChangedFileAgain() throws IOException {
        Path path = folder.resolve("tokens");
        TokenFile file = new TokenFile(path);
        String alice = file.add("alice", EnumSet.of(Role.EDITOR));
        Tokens tokens = new Tokens(path, new AccessLog());
        assertThat(tokens.authenticate(request(alice)).name()).isEqualTo("alice");

        String bob = file.add("bob", EnumSet.of(Role.VIEWER));
        file.revoke("alice");
        tokens.refresh();

        assertThat(tokens.authenticate(request(bob)).roles()).containsExactly(Role.VIEWER);
        assertThatThrownBy(() -> tokens.authenticate(request(alice))).isInstanceOf(ProblemException.class);
    }

    @Test
    void shouldKeepTheTokensOfAnInvalidFile() throws IOException {
        Path path = folder.resolve("tokens");
        String alice = new TokenFile(path).add("alice", EnumSet.of(Role.EDITOR));
        Tokens tokens = new Tokens(path, new AccessLog());

        Files.writeString(path, "alice editor\n");
        tokens.refresh();
        assertThat(tokens.authenticate(request(alice)).name()).isEqualTo("alice");

        Files.delete(path);
        tokens.refresh();
        assertThat(tokens.authenticate(request(alice)).name()).isEqualTo("alice");

        Files.writeString(path, "");
        tokens.refresh();
        assertThatThrownBy(() -> tokens.authenticate(request(alice))).isInstanceOf(ProblemException.class);
    }

    @Test
    void shouldRequireAValidFileAtTheStart() {
        Path none = folder.resolve("none");

        assertThatThrownBy(() -> ManagementAccess.withTokens(none, folder))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(none + ": cannot be read: no such file");
    }

    @Test
    void shouldLimitTheRequestsOfAUser() {
        Path path = folder.resolve("tokens");
        String alice = new TokenFile(path).add("alice", EnumSet.of(Role.EDITOR));
        try (ManagementAccess access = ManagementAccess.withTokens(path, folder)) {
            for (int i = 0; i < 1200; i++) {
                access.authenticate(request(alice));
            }

            assertThatThrownBy(() -> access.authenticate(request(alice)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().status()).isEqualTo(429));
        }
    }

    @Test
    void shouldLimitEachKeyInAMinute() {
        AtomicLong now = new AtomicLong();
        MinuteLimit limit = new MinuteLimit(2, now::get);

        assertThat(limit.tryAcquire("a")).isTrue();
        assertThat(limit.tryAcquire("a")).isTrue();
        assertThat(limit.tryAcquire("a")).isFalse();
        assertThat(limit.tryAcquire("b")).isTrue();

        now.set(MINUTE);
        assertThat(limit.tryAcquire("a")).isTrue();
    }

    @Test
    void shouldLimitManyKeysTogether() {
        MinuteLimit limit = new MinuteLimit(2, () -> 0);
        for (int i = 0; i < 10_000; i++) {
            assertThat(limit.tryAcquire(i)).isTrue();
        }

        assertThat(limit.tryAcquire("new")).isTrue();
        assertThat(limit.tryAcquire("other")).isTrue();
        assertThat(limit.tryAcquire("another")).isFalse();
        assertThat(limit.tryAcquire(1)).isTrue();
        assertThat(limit.tryAcquire(1)).isFalse();
    }

    private static ApiRequest request(String token) {
        return Requests.request(
                "GET",
                "/v1/me",
                Map.of("Authorization", "bearer " + token),
                ByteBuffer.allocate(0),
                InetAddress.getLoopbackAddress());
    }
}
