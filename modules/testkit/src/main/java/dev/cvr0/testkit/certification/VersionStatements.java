// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import org.junit.jupiter.api.Test;

/**
 * Versions and clients that are unknown: the sections "Versions" and "Unknown clients" of the protocol reference.
 *
 * @since 0.1
 */
public interface VersionStatements extends Certified {

    /** A version goes over the wire as it was written. */
    @Test
    @Proves("versions-text")
    default void shouldRepeatVersionsAsTheyWereWritten() {
        Evidence.of("versions-text").playAgainst(host());
    }

    /** Components are numbers. */
    @Test
    @Proves("versions-numbers")
    default void shouldCompareComponentsAsNumbers() {
        Evidence.of("versions-numbers").playAgainst(host());
    }

    /** Leading zeros do not count. */
    @Test
    @Proves("versions-zeros")
    default void shouldIgnoreLeadingZeros() {
        Evidence.of("versions-zeros").playAgainst(host());
    }

    /** A missing component is zero. */
    @Test
    @Proves("versions-missing")
    default void shouldTakeAMissingComponentForZero() {
        Evidence.of("versions-missing").playAgainst(host());
    }

    /** The minimum itself is allowed. */
    @Test
    @Proves("versions-minimum")
    default void shouldAllowTheMinimum() {
        Evidence.of("versions-minimum").playAgainst(host());
    }

    /** A version that cannot be read is unknown. */
    @Test
    @Proves("versions-unreadable")
    default void shouldNotKnowAVersionThatCannotBeRead() {
        Evidence.of("versions-unreadable").playAgainst(host());
    }

    /** Strict: refused. */
    @Test
    @Proves("unknown-strict")
    default void shouldRefuseUnknownClientsIfStrict() {
        Evidence.of("unknown-strict").playAgainst(host());
    }

    /** Lenient: never forced. */
    @Test
    @Proves("unknown-lenient")
    default void shouldForceNoUnknownClientIfLenient() {
        Evidence.of("unknown-lenient").playAgainst(host());
    }

    /** Echo: never told to update. */
    @Test
    @Proves("unknown-echo")
    default void shouldTellUnknownClientsTheirOwnVersionIfEcho() {
        Evidence.of("unknown-echo").playAgainst(host());
    }

    /** The URLs of such answers are settings. */
    @Test
    @Proves("unknown-urls")
    default void shouldTakeTheUrlsForUnknownClientsFromTheSettings() {
        Evidence.of("unknown-urls").playAgainst(host());
    }
}
