// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import dev.cvr0.api.protocol.ClientVersion;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Validates a {@link ReadableVersion}. */
public final class ReadableVersionValidator implements ConstraintValidator<ReadableVersion, String> {

    @Override
    public boolean isValid(String parameter, ConstraintValidatorContext context) {
        return ClientVersion.isReadable(parameter);
    }
}
