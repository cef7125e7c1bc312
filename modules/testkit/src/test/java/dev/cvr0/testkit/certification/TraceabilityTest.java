// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.transcript.Dialogue;
import dev.cvr0.transcript.HostCapabilities;
import dev.cvr0.transcript.Statement;
import dev.cvr0.transcript.Transcript;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Verifies that each statement of the protocol reference has a test, and each test a statement. */
class TraceabilityTest {

    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]*)\">");

    private static final List<Transcript> CONFORMANCE = new HostCapabilities(List.of(), Set.of("CVR")).conformance();

    private final List<Statement> statements = Statement.all();

    @Test
    void shouldHaveExactlyOneRowForEachAnchorOfTheReference() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("cvr0.root"), "src/docs/protocol.md"));
        List<String> anchors =
                ANCHOR.matcher(page).results().map(found -> found.group(1)).toList();

        assertThat(anchors).hasSizeGreaterThan(40).doesNotHaveDuplicates();
        assertThat(statements).extracting(Statement::id).isEqualTo(anchors);
    }

    @Test
    void shouldTestEachStatementOrGiveAReason() {
        assertThat(statements)
                .allSatisfy(statement -> assertThat(statement.selectors().size()
                                + testMethod(statement).stream().count()
                                + reasonNotTested(statement).stream().count())
                        .as(statement.id())
                        .isPositive());
        assertThat(statements)
                .filteredOn(statement -> !statement.selectors().isEmpty())
                .hasSizeGreaterThan(40);
        assertThat(statements.stream().map(TraceabilityTest::reasonNotTested).flatMap(Optional::stream))
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20));
    }

    @Test
    void shouldReferToExistingTestMethods() throws ReflectiveOperationException {
        List<String> names = statements.stream()
                .flatMap(statement -> testMethod(statement).stream())
                .toList();

        assertThat(names).isNotEmpty();
        for (String name : names) {
            Method method = HostCertification.class.getMethod(name);
            assertThat(method.isAnnotationPresent(Test.class)).as(name).isTrue();
        }
    }

    @Test
    void shouldUseEachDialogue() {
        List<Statement.Selector> selectors = selectors();

        for (Transcript transcript : CONFORMANCE) {
            assertThat(transcript.dialogues())
                    .as(transcript.source())
                    .filteredOn(dialogue ->
                            selectors.stream().noneMatch(selector -> selector.selects(transcript, dialogue)))
                    .extracting(Dialogue::name)
                    .isEmpty();
        }
    }

    @Test
    void shouldSelectAtLeastOneDialogueByEachSelector() {
        assertThat(selectors()).filteredOn(TraceabilityTest::matchesNoDialogue).isEmpty();
    }

    private static Optional<String> testMethod(Statement statement) {
        return after("tested by: ", statement);
    }

    private static Optional<String> reasonNotTested(Statement statement) {
        return after("not tested: ", statement);
    }

    private static Optional<String> after(String keyword, Statement statement) {
        return statement.assertions().stream()
                .filter(line -> line.startsWith(keyword))
                .map(line -> line.substring(keyword.length()))
                .findFirst();
    }

    private static boolean matchesNoDialogue(Statement.Selector selector) {
        return CONFORMANCE.stream()
                .noneMatch(transcript ->
                        transcript.dialogues().stream().anyMatch(dialogue -> selector.selects(transcript, dialogue)));
    }

    private List<Statement.Selector> selectors() {
        return statements.stream()
                .map(Statement::selectors)
                .flatMap(List::stream)
                .toList();
    }
}
