// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {

    @TempDir
    private Path folder;

    @Test
    void shouldPrintATokenOnceAndRevokeIt() throws IOException {
        String file = folder.resolve("tokens").toString();

        Run added = Run.run("token", "ann", "--role", "publisher,emergency", "--file", file);

        assertThat(added.code()).as(added.err()).isZero();
        String token = added.out().strip();
        assertThat(token).matches("cvr0_[A-Za-z0-9_-]{43}");
        assertThat(Files.readString(Path.of(file)))
                .matches("ann publisher,emergency [0-9a-f]{64}\\R")
                .doesNotContain(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file))))
                .isEqualTo("rw-------");

        Run again = Run.run("token", "ann", "--role", "viewer", "--file", file);
        assertThat(again.code()).isEqualTo(3);
        assertThat(again.err()).contains("ann has a token already");

        assertThat(Run.run("token", "ann", "--revoke", "--file", file).code()).isZero();
        assertThat(Files.readString(Path.of(file))).isEmpty();
        assertThat(Run.run("token", "ann", "--revoke", "--file", file).err()).contains("there is no token of 'ann'");
    }

    @Test
    void shouldRejectWrongUsage() {
        String file = folder.resolve("tokens").toString();

        assertThat(Run.run("token", "ann", "--file", file).code()).isEqualTo(2);
        assertThat(Run.run("token", "ann", "--role", "viewer").code()).isEqualTo(2);
        assertThat(Run.run("token", "ann", "--role", "viewer", "--revoke", "--file", file)
                        .code())
                .isEqualTo(2);
        Run role = Run.run("token", "ann", "--role", "admin", "--file", file);
        assertThat(role.code()).isEqualTo(2);
        assertThat(role.err()).contains("admin", "VIEWER", "EMERGENCY");
        assertThat(Run.run("token", "a b", "--role", "viewer", "--file", file).err())
                .contains("'a b' is not a name");
        assertThat(folder).isEmptyDirectory();
    }
}
