// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks a {@link Present}. */
public final class PresentValidator implements ConstraintValidator<Present, String> {

    @Override
    public boolean isValid(String parameter, ConstraintValidatorContext context) {
        return !parameter.isEmpty();
    }
}
