// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

/** Ends an operation with a problem document. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        // Clients cause these exceptions, so they have no stack trace.
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
