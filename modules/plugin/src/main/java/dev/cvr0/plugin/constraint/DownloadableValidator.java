// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import dev.cvr0.api.policy.DownloadUrl;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks a {@link Downloadable}. */
public final class DownloadableValidator implements ConstraintValidator<Downloadable, String> {

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        return DownloadUrl.findFault(text).isEmpty();
    }
}
