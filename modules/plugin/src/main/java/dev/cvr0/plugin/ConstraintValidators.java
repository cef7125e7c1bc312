// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.plugin.constraint.KnownLocaleValidator;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.ValidationException;

/** Makes the validators of the plugin's constraints: each with what it needs, without injection. */
final class ConstraintValidators implements ConstraintValidatorFactory {

    private final KnownLocales locales;

    ConstraintValidators(KnownLocales locales) {
        this.locales = locales;
    }

    @Override
    public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
        if (type == KnownLocaleValidator.class) {
            return type.cast(new KnownLocaleValidator(locales));
        }
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ValidationException(type.getName() + " has no public constructor without parameters", e);
        }
    }

    @Override
    public void releaseInstance(ConstraintValidator<?, ?> validator) {
        // nothing was acquired for it
    }
}
