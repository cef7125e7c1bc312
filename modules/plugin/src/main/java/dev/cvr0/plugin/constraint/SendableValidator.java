// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import dev.cvr0.api.protocol.Token;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks a {@link Sendable}. */
public final class SendableValidator implements ConstraintValidator<Sendable, String> {

    private int max;

    @Override
    public void initialize(Sendable constraint) {
        max = constraint.max();
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        return text.length() <= max && Token.findFault(text).isEmpty();
    }
}
