// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A catalogue cannot be used. The message lists what is wrong with it, a line for each problem.
 *
 * @since 0.1
 */
public class CatalogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem[] problems;

    /**
     * Joins the problems.
     *
     * @param problems at least one, in the order they are to be read
     * @param more how many others were found and are not listed
     */
    public CatalogException(List<Problem> problems, int more) {
        super(message(problems, more));
        this.problems = problems.toArray(Problem[]::new);
    }

    /**
     * A single problem.
     *
     * @param place where it is
     * @param message what is wrong and what was expected
     */
    public CatalogException(Place place, String message) {
        this(List.of(new Problem(place, message)), 0);
    }

    /**
     * A single problem that something else made known.
     *
     * @param place where it is
     * @param message what is wrong and what was expected
     * @param cause what made it known
     */
    public CatalogException(Place place, String message, Throwable cause) {
        super(new Problem(place, message).toString(), cause);
        this.problems = new Problem[] {new Problem(place, message)};
    }

    /**
     * What is wrong.
     *
     * @return the listed problems, at least one
     */
    public List<Problem> problems() {
        return List.of(problems);
    }

    private static String message(List<Problem> problems, int more) {
        String list = problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator()));
        return more == 0 ? list : list + System.lineSeparator() + "and " + more + " more";
    }
}
