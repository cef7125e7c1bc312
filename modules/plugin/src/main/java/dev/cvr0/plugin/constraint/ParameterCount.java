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
 * The number of parameters is within bounds.
 *
 * @since 0.1
 */
@Documented
@Constraint(validatedBy = ParameterCountValidator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface ParameterCount {

    /**
     * The least number.
     *
     * @return inclusive
     */
    int min();

    /**
     * The largest number.
     *
     * @return inclusive
     */
    int max();

    /**
     * What is said of a violation.
     *
     * @return a key of the messages or a text
     */
    String message() default "{dev.cvr0.plugin.constraint.ParameterCount.message}";

    /**
     * When this is checked.
     *
     * @return groups; the default one if there is none
     */
    Class<?>[] groups() default {};

    /**
     * What a violation is answered with.
     *
     * @return usually one {@link WireError}
     */
    Class<? extends Payload>[] payload() default {};
}
