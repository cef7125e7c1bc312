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
 * The text is a URL that a client may be sent to: see {@link dev.cvr0.api.policy.DownloadUrl}.
 *
 * @since 0.1
 */
@Documented
@Constraint(validatedBy = DownloadableValidator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface Downloadable {

    /**
     * What is said of a violation.
     *
     * @return a key of the messages or a text
     */
    String message() default "{dev.cvr0.plugin.constraint.Downloadable.message}";

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
