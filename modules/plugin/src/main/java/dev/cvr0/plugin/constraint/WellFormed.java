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
 * The parameter is well-formed text, as it came and with its percent-escapes resolved: no control character, no malformed
 * UTF-8. A percent sign that begins no escape stands for itself.
 *
 * @since 0.1
 */
@Documented
@Constraint(validatedBy = WellFormedValidator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface WellFormed {

    /**
     * The smallest number of characters.
     *
     * @return inclusive; 0 if the parameter may be absent
     */
    int min() default 0;

    /**
     * The largest number of characters, counted as they came.
     *
     * @return inclusive
     */
    int max() default 255;

    /**
     * What is said of a violation.
     *
     * @return a key of the messages or a text
     */
    String message() default "{dev.cvr0.plugin.constraint.WellFormed.message}";

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
