// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import org.junit.jupiter.api.Test;

/**
 * Errors and the end of a session: the sections "Error codes" and "The end of a session" of the protocol reference.
 *
 * @since 0.1
 */
public interface EndStatements extends Certified {

    /** An error is a code and the transaction id. */
    @Test
    @Proves("error-form")
    default void shouldAnswerErrorsWithoutText() {
        Evidence.of("error-form").playAgainst(host());
    }

    /** The server closes after its answer. */
    @Test
    @Proves("end-answer")
    default void shouldCloseAfterTheAnswer() {
        Evidence.of("end-answer").playAgainst(host());
    }

    /** A client may be quicker. */
    @Test
    @Proves("end-client-first")
    default void shouldNotMindAClientThatLeavesFirst() {
        Evidence.of("end-client-first").playAgainst(host());
    }

    /** The answer arrives even if the client has sent more. */
    @Test
    @Proves("end-orderly")
    default void shouldEndTheStreamInAnOrderlyWay() {
        Evidence.of("end-orderly").playAgainst(host());
    }
}
