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
 * The text can be sent as one parameter: see {@link dev.cvr0.api.protocol.Token}.
 *
 * @since 0.1
 */
@Documented
@Constraint(validatedBy = SendableValidator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface Sendable {

    /**
     * The largest number of characters.
     *
     * @return inclusive
     */
    int max() default 255;

    /**
     * What is said of a violation.
     *
     * @return a key of the messages or a text
     */
    String message() default "{dev.cvr0.plugin.constraint.Sendable.message}";

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
