// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import dev.cvr0.api.protocol.ErrorCode;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.Set;

/**
 * The payload of a constraint whose violation a client is told of: which error the violation is answered with.
 *
 * @since 0.1
 */
public interface WireError extends Payload {

    /** The number of a {@link WireError}. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Code {

        /**
         * The error.
         *
         * @return three digits
         */
        int value();
    }

    /** The number or the form of the parameters is wrong. */
    @Code(731)
    interface MalformedParameters extends WireError {}

    /** The locale is no known Windows locale identifier. */
    @Code(710)
    interface UnknownLocale extends WireError {}

    /** The version cannot be read. */
    @Code(420)
    interface UnknownClient extends WireError {}

    /**
     * The error that a constraint's payload carries.
     *
     * @param payload the payload of a violated constraint
     * @return the error, or empty if there is none in it
     */
    static Optional<ErrorCode> in(Set<Class<? extends Payload>> payload) {
        return payload.stream()
                .filter(type -> type.isAnnotationPresent(Code.class))
                .map(type -> new ErrorCode(type.getAnnotation(Code.class).value()))
                .findFirst();
    }
}
