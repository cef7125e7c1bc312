// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.WindowsLocales;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.BitSet;
import java.util.Set;

/** Validates a {@link KnownLocale}. */
public final class KnownLocaleValidator implements ConstraintValidator<KnownLocale, String> {

    private final BitSet known = new BitSet(0x10000);

    /**
     * Creates a validator that knows the locales of Windows only. The plugin does not use it; some containers create every
     * validator of an application.
     */
    public KnownLocaleValidator() {
        this(Set.of());
    }

    /**
     * Creates a validator.
     *
     * @param additional the locales that are known besides those of Windows
     */
    public KnownLocaleValidator(Set<Lcid> additional) {
        WindowsLocales.tags().keySet().forEach(locale -> known.set(locale.value()));
        additional.forEach(locale -> known.set(locale.value()));
    }

    @Override
    public boolean isValid(String parameter, ConstraintValidatorContext context) {
        return Lcid.tryParse(parameter)
                .filter(locale -> known.get(locale.value()))
                .isPresent();
    }
}
