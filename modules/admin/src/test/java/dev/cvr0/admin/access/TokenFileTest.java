// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.admin.operation.Role;
import dev.cvr0.settings.InvalidSettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {

    private static final String HASH = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    @Test
    void shouldStoreTheHashOfARandomToken() throws IOException {
        Path path = folder.resolve("tokens");
        TokenFile file = new TokenFile(path);

        String alice = file.add("alice", EnumSet.of(Role.PUBLISHER, Role.EMERGENCY));
        String bob = file.add("bob@example.org", EnumSet.of(Role.VIEWER));

        assertThat(alice).matches("cvr0_[A-Za-z0-9_-]{43}").isNotEqualTo(bob);
        assertThat(Files.readAllLines(path))
                .containsExactly(
                        "alice publisher,emergency " + HexFormat.of().formatHex(TokenFile.hash(alice)),
                        "bob@example.org viewer " + HexFormat.of().formatHex(TokenFile.hash(bob)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(file.read().get(0).user().roles()).containsExactlyInAnyOrder(Role.PUBLISHER, Role.EMERGENCY);
    }

    @Test
    void shouldKeepOtherLines() throws IOException {
        Path path = Files.writeString(
                folder.resolve("tokens"), "# the operators\n\nalice editor " + HASH + "\nalice2 viewer " + HASH + "\n");
        TokenFile file = new TokenFile(path);

        file.revoke("alice");

        assertThat(Files.readAllLines(path)).containsExactly("# the operators", "", "alice2 viewer " + HASH);
    }

    @Test
    void shouldRejectASecondTokenAndAnUnknownName() {
        TokenFile file = new TokenFile(folder.resolve("tokens"));
        file.add("alice", EnumSet.of(Role.VIEWER));

        assertThatThrownBy(() -> file.add("alice", EnumSet.of(Role.VIEWER)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("alice has a token already; revoke it with 'cvr0 token alice --revoke");
        assertThatThrownBy(() -> file.revoke("ali"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("there is no token of 'ali'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "a,b", "#a", "\u0430", "<script>"})
    void shouldRejectNames(String name) {
        assertThatThrownBy(() -> new TokenFile(folder.resolve("tokens")).add(name, EnumSet.of(Role.VIEWER)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("is not a name; use up to 64");
        assertThat(folder.resolve("tokens")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "alice viewer | is not NAME ROLE SHA256; write it with 'cvr0 token NAME",
                "alice viewer 0123 | is not NAME ROLE SHA256",
                "alice viewer HASH HASH | is not NAME ROLE SHA256",
                "alice viewer HASHx | is not NAME ROLE SHA256",
                "a/b viewer HASH | is not NAME ROLE SHA256",
                "alice admin HASH | 'admin' is not a role; use viewer, editor, publisher, emergency",
                "alice VIEWER HASH | 'VIEWER' is not a role",
                "alice viewer, HASH | '' is not a role",
                "bob viewer HASH | bob has a line already; remove one"
            })
    void shouldNameInvalidLines(String line, String problem) throws IOException {
        Path path = Files.writeString(
                folder.resolve("tokens"), "# operators\nbob viewer " + HASH + "\n" + line.replace("HASH", HASH) + "\n");

        assertThatThrownBy(() -> new TokenFile(path).read())
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith(path + ":3: ")
                .hasMessageContaining(problem);
    }

    @Test
    void shouldExplainUnreadableFiles() throws IOException {
        assertThatThrownBy(() -> new TokenFile(folder.resolve("none")).read())
                .hasMessageContaining("cannot be read: no such file; create it with 'cvr0 token NAME --role ROLE");
        assertThatThrownBy(() -> new TokenFile(folder).read()).hasMessageContaining("not a regular file");
        Path large = Files.write(folder.resolve("large"), List.of("#".repeat(300_000)));
        assertThatThrownBy(() -> new TokenFile(large).read()).hasMessageContaining("has more than 262144 bytes");
    }
}
