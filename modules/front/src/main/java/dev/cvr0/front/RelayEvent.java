// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

/**
 * An event that a relay counts.
 *
 * @see Relay#events
 * @since 0.1
 */
public enum RelayEvent {
    /** A session agreed with the emulator on a dialect. */
    AGREED,
    /** A connection that does not begin with VER or CVQ was passed through. */
    PASSED_THROUGH,
    /** A session was answered by the relay: CVQ, or a client without a common dialect. */
    ANSWERED_LOCALLY,
    /** The emulator did not accept the connection, or did not answer VER in time. */
    EMULATOR_AWAY,
    /** An answer of the emulator was replaced by the advice of the policy. */
    ANSWER_REPLACED,
    /** An answer of the emulator was passed on, because the request is invalid or the policy has no advice. */
    ANSWER_PASSED,
    /** A client below the minimum was only advised. */
    ADVISED_BELOW_MINIMUM,
    /** A session was ended after the advice. */
    CLOSED,
    /** A sign-in was refused with 601 after the advice. */
    REJECTED,
    /** An address in XFR was replaced by the address of a listener. */
    TRANSFER_REWRITTEN,
    /** An address in XFR leads past the relay. */
    TRANSFER_PASSED
}
