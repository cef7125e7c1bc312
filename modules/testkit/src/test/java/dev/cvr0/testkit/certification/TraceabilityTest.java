// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.Transcript;
import dev.cvr0.transcript.Transcripts;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From each statement of the protocol reference to its test, and back. */
class TraceabilityTest {

    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]*)\">");

    private final Set<String> stated = stated();
    private final Set<String> tested = tested();
    private final Map<String, String> notTested = notTested();

    @Test
    void shouldFindTheStatements() {
        assertThat(stated).hasSizeGreaterThan(40);
        assertThat(tested).hasSizeGreaterThan(40);
    }

    @Test
    void shouldTestEachStatementOrSayWhyNot() {
        assertThat(tested).doesNotContainAnyElementsOf(onlyExcused());
        assertThat(Stream.concat(tested.stream(), notTested.keySet().stream())).containsAll(stated);
    }

    @Test
    void shouldNameNoStatementThatIsNotThere() {
        assertThat(tested).isSubsetOf(stated);
        assertThat(notTested.keySet()).isSubsetOf(stated);
        assertThat(Proof.packed().keySet()).isSubsetOf(tested);
    }

    @Test
    void shouldGiveAReasonForWhatIsNotTested() {
        assertThat(notTested.values())
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20));
    }

    @Test
    void shouldTestEachStatementByOneTest() {
        assertThat(proving().map(method -> method.getAnnotation(Proves.class).value()))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldMakeUseOfEachDialogue() {
        List<Proof> proofs = allProofs();
        for (Transcript transcript : Transcripts.conformance()) {
            assertThat(transcript.dialogues())
                    .as(transcript.source())
                    .filteredOn(dialogue -> proofs.stream().noneMatch(proof -> proof.takes(transcript, dialogue)))
                    .extracting(Dialogue::name)
                    .isEmpty();
        }
    }

    @Test
    void shouldNameNoDialogueThatIsNotThere() {
        assertThat(allProofs()).filteredOn(TraceabilityTest::takesNothing).isEmpty();
    }

    private Set<String> onlyExcused() {
        return notTested.keySet().stream()
                .filter(id -> !id.equals("cvq-check-policy"))
                .collect(Collectors.toSet());
    }

    private static boolean takesNothing(Proof proof) {
        return Transcripts.conformance().stream()
                .noneMatch(transcript ->
                        transcript.dialogues().stream().anyMatch(dialogue -> proof.takes(transcript, dialogue)));
    }

    private static List<Proof> allProofs() {
        return Proof.packed().values().stream().flatMap(List::stream).toList();
    }

    private static Stream<Method> proving() {
        return Stream.of(HostCertification.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Proves.class));
    }

    private static Set<String> tested() {
        return proving()
                .map(method -> method.getAnnotation(Proves.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> stated() {
        try {
            String page = Files.readString(Path.of(System.getProperty("cvr0.root"), "src/docs/protocol.md"));
            List<String> ids =
                    ANCHOR.matcher(page).results().map(found -> found.group(1)).toList();
            assertThat(ids).doesNotHaveDuplicates();
            return new TreeSet<>(ids);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> notTested() {
        try (InputStream in = Evidence.class.getResourceAsStream("not-tested.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(": ", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
