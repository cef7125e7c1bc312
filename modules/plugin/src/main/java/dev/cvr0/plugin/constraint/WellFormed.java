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
 * The parameter is well-formed text, without control characters, line separators or malformed UTF-8. Percent-encoding is
 * not decoded.
 *
 * @since 0.1
 */
@Documented
@Constraint(validatedBy = WellFormedValidator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface WellFormed {

    /**
     * Returns the minimum length.
     *
     * @return UTF-16 units, inclusive; 0 if the parameter may be absent
     */
    int min() default 0;

    /** {@return the maximum length: UTF-16 units, inclusive} */
    int max() default 255;

    /** {@return the message of a violation: a key of the resource bundle in braces, or a text} */
    String message() default "{dev.cvr0.plugin.constraint.WellFormed.message}";

    /** {@return the groups in which the constraint is validated; none for the default group} */
    Class<?>[] groups() default {};

    /** {@return the error that answers a violation: usually one {@link WireError}} */
    Class<? extends Payload>[] payload() default {};
}
