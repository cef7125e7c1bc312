// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import org.junit.jupiter.api.Test;

/**
 * The agreement on a dialect: the section "VER" of the protocol reference.
 *
 * @since 0.1
 */
public interface VerStatements extends Certified {

    /** Names of dialects are compared exactly. */
    @Test
    @Proves("ver-names")
    default void shouldCompareDialectsExactly() {
        Evidence.of("ver-names").playAgainst(host());
    }

    /** A dialect of the host comes before CVR0. */
    @Test
    @Proves("ver-common")
    default void shouldAgreeOnWhatTheHostLikesBest() {
        Evidence.of("ver-common").playAgainst(host());
    }

    /** CVR0 is what is left. */
    @Test
    @Proves("ver-cvr0")
    default void shouldAgreeOnCvr0WhenNothingElseIsCommon() {
        Evidence.of("ver-cvr0").playAgainst(host());
    }

    /** Nothing in common is the end. */
    @Test
    @Proves("ver-none")
    default void shouldAnswerZeroWhenNothingIsCommon() {
        Evidence.of("ver-none").playAgainst(host());
    }

    /** There is one agreement in a session. */
    @Test
    @Proves("ver-second")
    default void shouldRefuseASecondVer() {
        Evidence.of("ver-second").playAgainst(host());
    }

    /** CVR0 is never given to whom did not offer it. */
    @Test
    @Proves("ver-not-offered")
    default void shouldNotAnswerCvr0ToWhomDidNotOfferIt() {
        Evidence.of("ver-not-offered").playAgainst(host());
    }

    /** The answer of before 2008 has all that is common. */
    @Test
    @Proves("ver-list")
    default void shouldListTheCommonDialectsIfSet() {
        Evidence.of("ver-list").playAgainst(host());
    }
}
