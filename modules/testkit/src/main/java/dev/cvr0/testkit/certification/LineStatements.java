// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import org.junit.jupiter.api.Test;

/**
 * From bytes to commands: the section "Lines" of the protocol reference.
 *
 * @since 0.1
 */
public interface LineStatements extends Certified {

    /** CR LF and LF end a line, a lone CR does not. */
    @Test
    @Proves("lines-end")
    default void shouldEndLinesAtLineFeeds() {
        Evidence.of("lines-end").playAgainst(host());
    }

    /** A line that is too long is not answered. */
    @Test
    @Proves("lines-length")
    default void shouldCloseOnALineThatIsTooLong() {
        Evidence.of("lines-length").playAgainst(host());
    }

    /** A blank line is nothing. */
    @Test
    @Proves("lines-blank")
    default void shouldSkipBlankLines() {
        Evidence.of("lines-blank").playAgainst(host());
    }

    /** Each space separates, at the end of a line as well. */
    @Test
    @Proves("lines-separator")
    default void shouldKeepEmptyParameters() {
        Evidence.of("lines-separator").playAgainst(host());
    }

    /** A verb is three capital letters. */
    @Test
    @Proves("lines-verb")
    default void shouldTakeThreeCapitalsForAVerb() {
        Evidence.of("lines-verb").playAgainst(host());
    }

    /** The id comes back character by character. */
    @Test
    @Proves("lines-transaction-id")
    default void shouldRepeatTheTransactionId() {
        Evidence.of("lines-transaction-id").playAgainst(host());
    }

    /** Parameters are UTF-8, written plainly or percent-encoded, and answers are ASCII. */
    @Test
    @Proves("lines-parameter")
    default void shouldReadUtf8AndAnswerInAscii() {
        Evidence.of("lines-parameter").playAgainst(host());
    }

    /** What is no command closes the connection. */
    @Test
    @Proves("lines-without-answer")
    default void shouldCloseWithoutAnAnswerOnWhatIsNoCommand() {
        Evidence.of("lines-without-answer").playAgainst(host());
    }

    /** Lines in one packet are answered one by one. */
    @Test
    @Proves("lines-order")
    default void shouldAnswerEachLineInItsTurn() {
        Evidence.of("lines-order").playAgainst(host());
    }

    /** Nothing is answered after the end of a session. */
    @Test
    @Proves("lines-dropped")
    default void shouldDropWhatComesAfterTheEnd() {
        Evidence.of("lines-dropped").playAgainst(host());
    }

    /** A command of nobody closes the connection. */
    @Test
    @Proves("lines-unknown-verb")
    default void shouldCloseOnAVerbThatNobodyServes() {
        LeftOut.ifCommandsAreOwn(host(), () -> Evidence.of("lines-unknown-verb").playAgainst(host()));
    }
}
