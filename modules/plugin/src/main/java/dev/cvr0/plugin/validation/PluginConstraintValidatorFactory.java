// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.validation;

import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.plugin.constraint.KnownLocaleValidator;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.ValidationException;
import java.util.Set;

/** Creates the validators of the plugin's constraints without injection. */
final class PluginConstraintValidatorFactory implements ConstraintValidatorFactory {

    private final Set<Lcid> additionalLocales;

    PluginConstraintValidatorFactory(Set<Lcid> additionalLocales) {
        this.additionalLocales = additionalLocales;
    }

    @Override
    public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
        if (type == KnownLocaleValidator.class) {
            return type.cast(new KnownLocaleValidator(additionalLocales));
        }
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ValidationException(
                    type.getName() + " cannot be created: give it a public constructor without parameters", e);
        }
    }

    @Override
    public void releaseInstance(ConstraintValidator<?, ?> validator) {
        // validators hold no resources
    }
}
