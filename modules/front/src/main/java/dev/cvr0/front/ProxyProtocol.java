// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

/**
 * The header with the client's address that the relay sends to the emulator.
 *
 * @since 0.1
 */
public enum ProxyProtocol {
    /** No header. */
    NONE,
    /** Version 1 of the PROXY protocol, a line of text. */
    V1,
    /** Version 2 of the PROXY protocol, binary. */
    V2
}
