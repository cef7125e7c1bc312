// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmergencyGuardTest {

    private static final SigningKeyPair KEYS = SigningKeyPair.generate();
    private static final Instant CREATED = Instant.parse("2026-11-27T10:00:00Z");

    @TempDir
    private Path temp;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = temp.resolve("state.emergency");
    }

    @Test
    void shouldHoldUntilAHigherVersion() {
        EmergencyGuard guard = guard();

        guard.accept(document(42, "a"));

        assertThat(guard.problem()).isEmpty();
        assertThat(guard.inForce(41)).contains(emergency(42, "a"));
        assertThat(guard.inForce(42)).contains(emergency(42, "a"));
        assertThat(guard.inForce(43)).isEmpty();
    }

    @Test
    void shouldRememberAfterRestart() {
        guard().accept(document(42, "a", "ä 中"));

        EmergencyGuard restarted = guard();
        restarted.acceptNone();
        restarted.serve(42);

        assertThat(restarted.inForce(42)).contains(emergency(42, "a", "ä 中"));
        assertThat(restarted.problem()).isEmpty();
    }

    @Test
    void shouldExtendAndNeverNarrow() throws IOException {
        EmergencyGuard guard = guard();
        guard.accept(document(42, "a", "b"));
        guard.accept(document(42, "a"));
        guard.accept(document(41, "a"));
        assertThat(guard.inForce(42)).contains(emergency(42, "a", "b"));
        byte[] before = Files.readAllBytes(file);
        guard.accept(document(42, "b"));
        assertThat(file).hasBinaryContent(before);

        guard.accept(document(43, "c"));

        assertThat(guard.inForce(42)).contains(emergency(43, "a", "b", "c"));
        assertThat(guard().inForce(42)).contains(emergency(43, "a", "b", "c"));
        guard.accept(document(42));
        assertThat(guard().inForce(42)).contains(emergency(43));
    }

    @Test
    void shouldForgetLiftedEmergency() {
        EmergencyGuard guard = guard();
        guard.accept(document(42, "a"));

        guard.serve(42);
        assertThat(guard().inForce(42)).isPresent();
        guard.serve(43);
        assertThat(guard().inForce(1)).isEmpty();
        guard.accept(document(42, "a"));
        assertThat(guard().inForce(1)).isEmpty();
        guard.accept(document(44, "b"));
        assertThat(guard().inForce(44)).contains(emergency(44, "b"));
    }

    @Test
    void shouldReportInvalidDocumentWithoutEffect() {
        EmergencyGuard guard = guard();
        guard.accept(document(42, "a"));

        guard.accept("junk".getBytes());
        assertThat(guard.problem()).contains("not an emergency document; create one with 'cvr0 emergency'");
        guard.accept(new Emergency(99, CREATED, List.of())
                .sign(SigningKeyPair.generate().signing()));
        assertThat(guard.problem().orElseThrow()).startsWith("the emergency document is not signed with the key of");
        assertThat(guard.inForce(42)).contains(emergency(42, "a"));

        guard.acceptNone();
        assertThat(guard.problem()).isEmpty();
        assertThat(guard.inForce(42)).contains(emergency(42, "a"));
    }

    @Test
    void shouldReportDocumentWithoutKey() {
        EmergencyGuard guard = new EmergencyGuard();
        guard.accept(document(42));
        assertThat(guard.problem())
                .contains("the emergency document has no effect on this server; set cvr0.catalog.emergency-key, or"
                        + " remove it");
        assertThat(guard.inForce(1)).isEmpty();
    }

    @Test
    void shouldForgetEmergencyOfAnotherKey() {
        guard().accept(document(42, "a"));

        assertThat(new EmergencyGuard(file, SigningKeyPair.generate().verifying()).inForce(1))
                .isEmpty();
        assertThat(guard().inForce(42)).isPresent();
    }

    @Test
    void shouldRefuseDamagedFile() throws IOException {
        guard().accept(document(42, "a"));
        Files.writeString(file, "x", StandardOpenOption.APPEND);

        assertThatThrownBy(this::guard)
                .isInstanceOf(UntrustedException.class)
                .hasMessageStartingWith(file + ": cannot read the stored emergency: ")
                .hasMessageEndingWith("; restore the file from a backup, or delete it");
        assertThatThrownBy(() -> new EmergencyGuard(temp, KEYS.verifying()))
                .hasMessageStartingWith(temp + ": cannot read the stored emergency: ");
    }

    @Test
    void shouldApplyDocumentThatCannotBeStored() throws IOException {
        EmergencyGuard guard = guard();
        Path obstacle = Files.createDirectories(temp.resolve(".state.emergency.new/x"));

        guard.accept(document(42));

        assertThat(guard.inForce(42)).contains(emergency(42));
        assertThat(guard.problem().orElseThrow()).startsWith(file + ": cannot store the emergency: ");
        guard.acceptNone();
        assertThat(guard.problem()).isPresent();
        Files.delete(obstacle);
        guard.acceptNone();
        assertThat(guard.problem()).isEmpty();
        assertThat(guard().inForce(42)).contains(emergency(42));
        guard.accept(document(43));
        assertThat(guard().inForce(42)).contains(emergency(43));
    }

    /** Replays documents and versions in any order, with restarts, against a simple model. */
    @Property(tries = 100)
    void shouldNeverLoseARuleBeforeAHigherVersion(@ForAll @Size(max = 12) List<@IntRange(max = 59) Integer> events)
            throws IOException {
        file = Files.createTempFile("emergency", "");
        EmergencyGuard guard = guard();
        long served = 1;
        Map<String, Long> expected = new HashMap<>();
        for (int event : events) {
            if (event < 20) {
                served += event % 2;
                guard.serve(served);
            } else if (event < 50) {
                long version = event % 5 + 1;
                String rule = "rule-" + event % 3;
                guard.accept(document(version, rule));
                expected.merge(rule, version, Math::max);
            } else {
                guard = guard();
                guard.serve(served);
            }
            Optional<Emergency> inForce = guard.inForce(served);
            for (Map.Entry<String, Long> rule : expected.entrySet()) {
                if (rule.getValue() >= served) {
                    assertThat(inForce).isPresent();
                    assertThat(inForce.get().relaxes(rule.getKey())).isTrue();
                }
            }
            long last = served;
            if (expected.values().stream().allMatch(version -> version < last)) {
                assertThat(inForce).isEmpty();
            }
        }
        Files.delete(file);
    }

    private EmergencyGuard guard() {
        return new EmergencyGuard(file, KEYS.verifying());
    }

    private static Emergency emergency(long version, String... rules) {
        return new Emergency(version, CREATED, List.of(rules));
    }

    private static byte[] document(long version, String... rules) {
        return emergency(version, rules).sign(KEYS.signing());
    }
}
