// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

/** A policy gave no verdict that can be used. The message says what happened, for the operator. */
class PolicyFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PolicyFailure(String message) {
        super(message);
    }

    PolicyFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
