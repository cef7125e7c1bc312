// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.policy;

/** Thrown if the policy did not return a verdict. The message states the reason for the operator. */
class PolicyFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PolicyFailure(String message) {
        super(message);
    }

    PolicyFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
