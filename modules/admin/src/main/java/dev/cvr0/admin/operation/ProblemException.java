// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.operation;

/**
 * Ends an operation with a problem document.
 *
 * @since 0.1
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * Creates an exception.
     *
     * @param problem the problem
     */
    public ProblemException(Problem problem) {
        // Clients cause these exceptions, so they have no stack trace.
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** {@return the problem} */
    public Problem problem() {
        return problem;
    }
}
