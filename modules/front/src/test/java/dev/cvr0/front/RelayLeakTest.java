// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.host.HostFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** After sessions of each kind, no connection, file descriptor or thread is left. {@link BufferLeakCheck} checks buffers. */
class RelayLeakTest {

    private static final List<ScriptFile.Entry> DIALOGUES = ScriptFile.read("before-an-emulator.txt").stream()
            .filter(dialogue -> dialogue.with().isEmpty())
            .map(ScriptFile.Entry::withoutQuietTimes)
            .toList();

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReleaseConnectionsDescriptorsAndThreads() {
        try (Policies policies = Policies.prompt()) {
            play(policies);
            long descriptors = descriptors();
            Set<Thread> threads = loops();
            for (int i = 0; i < 2; i++) {
                play(policies);
            }
            HostFixture.await("descriptors are closed", () -> descriptors() <= descriptors);
            HostFixture.await("threads end", () -> threads.containsAll(loops()));
            assertThat(threads).as("threads of the first relay").allMatch(thread -> !thread.isAlive());
        }
    }

    private static void play(Policies policies) {
        try (RelayFixture fixture = RelayFixture.start(policies)) {
            DIALOGUES.forEach(dialogue -> fixture.play(dialogue.script(Map.of())));
            HostFixture.await("connections end", () -> fixture.relay().connections() == 0);
        }
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Thread> loops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("cvr0-loop"))
                .collect(Collectors.toSet());
    }
}
