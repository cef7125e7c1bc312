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

    /** There are too few parameters or too many. */
    @Code(731)
    interface WrongNumberOfParameters extends WireError {}

    /** The form of a parameter is wrong. */
    @Code(731)
    interface MalformedParameters extends WireError {}

    /** The locale is no known Windows locale identifier. */
    @Code(710)
    interface UnknownLocale extends WireError {}

    /** The version cannot be read. */
    @Code(420)
    interface UnknownClient extends WireError {}

    /**
     * What a constraint's payload says of the error.
     *
     * @param payload the payload of a violated constraint
     * @return the first {@code WireError} in it, or empty if there is none
     */
    static Optional<Class<? extends WireError>> in(Set<Class<? extends Payload>> payload) {
        return payload.stream()
                .filter(WireError.class::isAssignableFrom)
                .findFirst()
                .map(type -> type.asSubclass(WireError.class));
    }

    /**
     * What a client is told.
     *
     * @param error one of those above
     * @return its number
     */
    static ErrorCode code(Class<? extends WireError> error) {
        return new ErrorCode(error.getAnnotation(Code.class).value());
    }
}
