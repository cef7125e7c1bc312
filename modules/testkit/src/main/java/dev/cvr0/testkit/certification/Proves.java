// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the statement of the protocol reference that a test proves.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Proves {

    /**
     * The statement.
     *
     * @return its id: the anchor of that name in {@code src/docs/protocol.md}
     */
    String value();
}
