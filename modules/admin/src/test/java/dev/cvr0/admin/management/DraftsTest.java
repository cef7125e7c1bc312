// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.admin.management.Draft.PlannedPublication;
import dev.cvr0.admin.management.Drafts.Entry;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.catalog.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftsTest {

    private static final Instant TIME = Instant.parse("2027-01-31T00:00:00Z");

    @TempDir
    private Path temp;

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        Drafts drafts = drafts();
        PlannedPublication planned = new PlannedPublication(
                8, TIME, "\u0000<script>\ud83d\ude00", new TreeMap<>(Map.of("ab".repeat(64), "bob")));
        Draft draft = new Draft(
                "a-1",
                "ann \"",
                TIME,
                7,
                "why",
                new TreeMap<>(Map.of("b.yaml", "\r\n\t\ufeff", "\u00e9.yaml", "")),
                Optional.of(planned));

        Entry created = drafts.create(draft);

        assertThat(created.draft()).isEqualTo(draft);
        assertThat(drafts().find("a-1")).hasValue(created);
        assertThat(created.tag())
                .isEqualTo(Sha256.of(Files.readAllBytes(temp.resolve("drafts/a-1.json")))
                        .hex());
        assertThat(drafts.names()).containsExactly("a-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "A",
                "a/b",
                "..",
                "a.",
                "a\u0000",
                "../a",
                "a\n",
                "12345678901234567890123456789012345678901"
            })
    void shouldRejectOtherNames(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> draft(name, "x"));
        assertThat(drafts().find(name)).isEmpty();
        assertThat(drafts().tag(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a.yaml", "a/b.yaml", "..\\b.yaml", "a\nb", "\ud800.yaml"})
    void shouldRejectFileNamesThatCannotBeSigned(String file) {
        assertThatIllegalArgumentException().isThrownBy(() -> draft("a", file, "x"));
    }

    @Test
    void shouldRejectTextThatIsNotUnicode() {
        assertThatIllegalArgumentException().isThrownBy(() -> draft("a", "\ud800"));
    }

    @Test
    void shouldReplaceAndDeleteOnlyTheStateThatTheCallerHasSeen() {
        Drafts drafts = drafts();
        Entry first = drafts.create(draft("a", "x"));
        Entry second = drafts.replace(draft("a", "y"), first.tag());

        assertStatus(412, () -> drafts.create(draft("a", "z")));
        assertStatus(412, () -> drafts.replace(draft("a", "z"), first.tag()));
        assertStatus(412, () -> drafts.delete("a", first.tag()));
        assertStatus(412, () -> drafts.delete("b", first.tag()));
        assertThat(drafts.find("a")).hasValue(second);

        drafts.delete("a", second.tag());
        assertThat(drafts.find("a")).isEmpty();
        assertStatus(412, () -> drafts.replace(draft("a", "z"), second.tag()));
    }

    @Test
    void shouldLimitNumberAndSize() {
        Drafts drafts = drafts();
        IntStream.range(0, Drafts.MAX_DRAFTS).forEach(i -> drafts.create(draft("d" + i, "x")));

        assertStatus(409, () -> drafts.create(draft("more", "x")));
        Entry entry = drafts.find("d0").orElseThrow();
        assertStatus(413, () -> drafts.replace(draft("d0", "x".repeat(Drafts.MAX_BYTES)), entry.tag()));
        assertThat(drafts.find("d0")).hasValue(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"author\":1,\"changed\":\"2027-01-31T00:00:00Z\",\"base\":1.5,\"comment\":\"\",\"files\":{\"a\":\"b\"}}",
                "{\"author\":\"a\",\"changed\":\"2027-01-31T00:00:00Z\",\"base\":1.5,\"comment\":\"\",\"files\":{\"a\":\"b\"},"
                        + "\"publication\":null}",
                "{\"author\":\"a\",\"changed\":\"2027-01-31T00:00:00Z\",\"base\":1,\"comment\":\"\",\"files\":{\"a\":\"b\"},"
                        + "\"publication\":{\"version\":0,\"expires\":\"2027-01-31T00:00:00Z\",\"comment\":\"\","
                        + "\"signatures\":{}}}"
            })
    void shouldReportADamagedFileWithoutHidingOthers(String content) throws IOException {
        Drafts drafts = drafts();
        Entry good = drafts.create(draft("good", "x"));
        Files.writeString(temp.resolve("drafts/bad.json"), content);
        Files.writeString(temp.resolve("drafts/.good.json.new"), "left by a kill");

        assertThat(drafts.names()).containsExactly("bad", "good");
        assertThat(drafts.find("good")).hasValue(good);
        assertThatThrownBy(() -> drafts.find("bad"))
                .hasMessageStartingWith("the file of the draft bad is damaged: ")
                .hasMessageEndingWith("; delete the draft, or restore the file from a backup");
        drafts.delete("bad", drafts.tag("bad").orElseThrow());
        assertThat(drafts.names()).containsExactly("good");
    }

    @Test
    void shouldAcceptOneOfSeveralConcurrentChanges() throws InterruptedException, ExecutionException {
        Entry entry = drafts().create(draft("a", "x"));
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = IntStream.range(0, 16)
                    .mapToObj(i -> executor.submit(() -> replaces(draft("a", "text " + i), entry.tag())))
                    .toList();
            int successful = 0;
            for (Future<Boolean> result : results) {
                successful += result.get() ? 1 : 0;
            }
            assertThat(successful).isEqualTo(1);
        } finally {
            executor.shutdownNow();
        }
    }

    private boolean replaces(Draft draft, String tag) {
        try {
            Entry unused = drafts().replace(draft, tag);
            return true;
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isEqualTo(412);
            return false;
        }
    }

    private Drafts drafts() {
        return new Drafts(temp.resolve("drafts"));
    }

    private static Draft draft(String name, String text) {
        return draft(name, "a.yaml", text);
    }

    private static Draft draft(String name, String file, String text) {
        return new Draft(name, "ann", TIME, 0, "", new TreeMap<>(Map.of(file, text)), Optional.empty());
    }

    private static void assertStatus(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(status));
    }
}
