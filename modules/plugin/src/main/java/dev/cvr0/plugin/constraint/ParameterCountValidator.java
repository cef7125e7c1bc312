// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Validates a {@link ParameterCount}. */
public final class ParameterCountValidator implements ConstraintValidator<ParameterCount, Integer> {

    private int min;
    private int max;

    @Override
    public void initialize(ParameterCount constraint) {
        min = constraint.min();
        max = constraint.max();
    }

    @Override
    public boolean isValid(Integer count, ConstraintValidatorContext context) {
        return count >= min && count <= max;
    }
}
