// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import dev.cvr0.api.protocol.Lcid;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.function.Predicate;

/** Checks a {@link KnownLocale}. */
public final class KnownLocaleValidator implements ConstraintValidator<KnownLocale, String> {

    private final Predicate<Lcid> known;

    /**
     * A validator with its locales.
     *
     * @param known tells whether a locale is known
     */
    public KnownLocaleValidator(Predicate<Lcid> known) {
        this.known = known;
    }

    @Override
    public boolean isValid(String parameter, ConstraintValidatorContext context) {
        return Lcid.find(parameter).filter(known).isPresent();
    }
}
