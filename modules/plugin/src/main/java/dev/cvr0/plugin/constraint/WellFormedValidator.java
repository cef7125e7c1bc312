// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import dev.cvr0.api.protocol.Token;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Validates a {@link WellFormed}. */
public final class WellFormedValidator implements ConstraintValidator<WellFormed, String> {

    private int min;
    private int max;

    @Override
    public void initialize(WellFormed constraint) {
        min = constraint.min();
        max = constraint.max();
    }

    @Override
    public boolean isValid(String parameter, ConstraintValidatorContext context) {
        return parameter.length() >= min
                && parameter.length() <= max
                && parameter.codePoints().noneMatch(Token::isControlOrMalformed);
    }
}
