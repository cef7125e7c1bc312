// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The number of parameters is within a range.
 *
 * @since 0.1
 */
@Documented
@Constraint(validatedBy = ParameterCountValidator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface ParameterCount {

    /** {@return the minimum number, inclusive} */
    int min();

    /** {@return the maximum number, inclusive} */
    int max();

    /** {@return the message of a violation: a key of the resource bundle in braces, or a text} */
    String message() default "{dev.cvr0.plugin.constraint.ParameterCount.message}";

    /** {@return the groups in which the constraint is validated; none for the default group} */
    Class<?>[] groups() default {};

    /** {@return the error that answers a violation: usually one {@link WireError}} */
    Class<? extends Payload>[] payload() default {};
}
