// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "7: expected 'CVQ 2 7 7 6 http://a http://b', got 'CVQ 2 1 1 1 http://c http://d' | the advice differs from the bundled catalog",
                "7: expected 'CVQ 2 7 7 6 http://a http://b', got 'VER 2 0' | expected advice, got 'VER n 0'",
                "7: expected an open connection, got 'VER 1 0\\r\\nVER 2 0\\r\\n' | expected an open connection, got 'VER n 0'",
                "8: expected '710 12', got '420 12' | expected '710 n', got '420 n'",
                "9: expected a line that matches 'a, got b', got '200 3' | expected a line that matches a pattern, got '200 n'",
                "9: expected the server to accept 'CVQ 1', got a broken connection: x | expected the server to accept a line, got a broken connection: x",
                "10: expected the server to close the connection, got no input within 2000 ms | expected the server to close the connection, got no input within 2000 ms",
                "1: expected a connection, but connecting failed: refused | a connection, but connecting failed: refused"
            })
    void shouldBeTheSameForSimilarMismatches(String mismatch, String cause) {
        assertThat(Cause.of(mismatch)).isEqualTo(cause);
    }
}
