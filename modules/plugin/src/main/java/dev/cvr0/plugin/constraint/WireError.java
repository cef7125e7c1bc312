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
 * The payload of a constraint: the error that answers its violation.
 *
 * @since 0.1
 */
public interface WireError extends Payload {

    /** The code of a {@link WireError}. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Code {

        /** {@return the code} */
        int value();
    }

    /** The number of parameters is wrong. */
    @Code(731)
    interface WrongNumberOfParameters extends WireError {}

    /** A parameter is malformed. */
    @Code(731)
    interface MalformedParameters extends WireError {}

    /** The locale is not a known locale identifier. */
    @Code(710)
    interface UnknownLocale extends WireError {}

    /** The version is unreadable. */
    @Code(420)
    interface UnknownClient extends WireError {}

    /**
     * Returns the error in the payload of a constraint.
     *
     * @param payload the payload of a violated constraint
     * @return the first {@code WireError} in it, or empty if there is none
     */
    static Optional<Class<? extends WireError>> fromPayload(Set<Class<? extends Payload>> payload) {
        return payload.stream()
                .filter(WireError.class::isAssignableFrom)
                .findFirst()
                .map(type -> type.asSubclass(WireError.class));
    }

    /**
     * Returns the code of an error.
     *
     * @param error a type with a {@link Code}
     * @return its code
     */
    static ErrorCode code(Class<? extends WireError> error) {
        return new ErrorCode(error.getAnnotation(Code.class).value());
    }
}
