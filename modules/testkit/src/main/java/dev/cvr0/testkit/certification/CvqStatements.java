// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import org.junit.jupiter.api.Test;

/**
 * The question for a version: the section "CVQ and CVR" of the protocol reference.
 *
 * @since 0.1
 */
public interface CvqStatements extends Certified {

    /** The answer has five values, from the catalogue. */
    @Test
    @Proves("cvq-answer")
    default void shouldAnswerByTheCatalogue() {
        Evidence.of("cvq-answer").playAgainst(host());
    }

    /** Parameters 7 and 8 may be left out, or empty. */
    @Test
    @Proves("cvq-left-out")
    default void shouldTakeEmptyParametersForAbsentOnes() {
        Evidence.of("cvq-left-out").playAgainst(host());
    }

    /** A ninth parameter is accepted and not read. */
    @Test
    @Proves("cvq-ninth")
    default void shouldAcceptANinthParameter() {
        Evidence.of("cvq-ninth").playAgainst(host());
    }

    /** The first check that fails decides. */
    @Test
    @Proves("cvq-order")
    default void shouldCheckInOrder() {
        Evidence.of("cvq-order").playAgainst(host());
    }

    /** In a session of the host, CVQ is out of place. */
    @Test
    @Proves("cvq-check-dialect")
    default void shouldRefuseCvqAfterADialectOfTheHost() {
        Evidence.of("cvq-check-dialect").playAgainst(host());
    }

    /** If set so, CVQ is out of place without VER. */
    @Test
    @Proves("cvq-check-ver")
    default void shouldRefuseCvqWithoutVerIfSet() {
        Evidence.of("cvq-check-ver").playAgainst(host());
    }

    /** Number and form of the parameters. */
    @Test
    @Proves("cvq-check-form")
    default void shouldRefuseMalformedParameters() {
        Evidence.of("cvq-check-form").playAgainst(host());
    }

    /** The locale is one of Windows. */
    @Test
    @Proves("cvq-check-locale")
    default void shouldRefuseAnUnknownLocaleAndStayOpen() {
        Evidence.of("cvq-check-locale").playAgainst(host());
    }

    /** The library and the version are known. */
    @Test
    @Proves("cvq-check-known")
    default void shouldRefuseAnUnknownClient() {
        Evidence.of("cvq-check-known").playAgainst(host());
    }

    /** A policy that works is not replaced by the fallback advice. */
    @Test
    @Proves("cvq-check-policy")
    default void shouldKeepTheFallbackForAPolicyThatFails() {
        Evidence.of("cvq-check-policy").playAgainst(host());
    }

    /** CVQ may be the first line. */
    @Test
    @Proves("cvq-without-ver")
    default void shouldAnswerCvqWithoutVer() {
        Evidence.of("cvq-without-ver").playAgainst(host());
    }

    /** Inside CVR0, CVR is CVQ. */
    @Test
    @Proves("cvr-inside")
    default void shouldAnswerCvrInsideCvr0() {
        Evidence.of("cvr-inside").playAgainst(host());
    }

    /** Elsewhere, CVR is the host's. */
    @Test
    @Proves("cvr-outside")
    default void shouldLeaveCvrToTheHostElsewhere() {
        LeftOut.ifCommandsAreOwn(host(), () -> Evidence.of("cvr-outside").playAgainst(host()));
    }
}
