// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.error;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A catalog cannot be used. The message lists its errors, one per line.
 *
 * @since 0.1
 */
public class CatalogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ValidationError[] errors;

    /**
     * Creates an exception for several errors.
     *
     * @param errors at least one error, in the order of the message
     * @param more the number of errors that are not listed
     */
    public CatalogException(List<ValidationError> errors, int more) {
        super(message(errors, more));
        this.errors = errors.toArray(ValidationError[]::new);
    }

    /**
     * Creates an exception for one error.
     *
     * @param location the location of the error
     * @param message the problem and how to correct it
     */
    public CatalogException(SourceLocation location, String message) {
        this(List.of(new ValidationError(location, message)), 0);
    }

    /**
     * Creates an exception for one error with a cause.
     *
     * @param location the location of the error
     * @param message the problem and how to correct it
     * @param cause the cause
     */
    public CatalogException(SourceLocation location, String message, Throwable cause) {
        super(new ValidationError(location, message).toString(), cause);
        this.errors = new ValidationError[] {new ValidationError(location, message)};
    }

    /**
     * Returns the errors.
     *
     * @return the listed errors, at least one
     */
    public List<ValidationError> errors() {
        return List.of(errors);
    }

    private static String message(List<ValidationError> errors, int more) {
        String list =
                errors.stream().map(ValidationError::toString).collect(Collectors.joining(System.lineSeparator()));
        return more == 0 ? list : list + System.lineSeparator() + "and " + more + " more";
    }
}
