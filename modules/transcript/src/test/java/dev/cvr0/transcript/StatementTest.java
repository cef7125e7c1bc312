// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTest {

    @Test
    void shouldParseTheRowsOfTheTable() {
        String table = "# comment\n\none\n  a: x.*\ntwo\n  tested by: shouldX\n  not tested: because\nthree\n";

        List<Statement> parsed = Statement.parse(table);

        assertThat(parsed).extracting(Statement::id).containsExactly("one", "two", "three");
        assertThat(parsed.get(0).selectors()).singleElement().satisfies(selector -> {
            assertThat(selector.file()).isEqualTo("a.msnp");
            assertThat(selector.names().pattern()).isEqualTo("x.*");
        });
        assertThat(parsed.get(1).selectors()).isEmpty();
        assertThat(parsed.get(1).assertions()).containsExactly("tested by: shouldX", "not tested: because");
        assertThat(parsed.get(2).assertions()).isEmpty();
    }

    @Test
    void shouldSelectTheDialoguesOfAStatement() {
        Transcript ver = Transcript.conformance("ver.msnp");
        List<String> statements = Statement.all().stream()
                .filter(statement -> statement.selects(ver, ver.dialogues().get(0)))
                .map(Statement::toString)
                .toList();

        assertThat(statements).containsExactly("protocol.md#ver-cvr0");
    }
}
