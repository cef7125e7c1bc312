// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The validator as created by a provider that does not know the additional locales. */
class KnownLocaleValidatorTest {

    @Test
    void shouldBeCreatedByAnyProvider() {
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ConstantMessage())
                .buildValidatorFactory()) {
            Validator validator = factory.getValidator();

            assertThat(validator.validate(new Request("0x0409"))).isEmpty();
            assertThat(validator.validate(new Request("0xffff"))).hasSize(1);
        }
    }

    private record Request(@KnownLocale String locale) {}

    private static final class ConstantMessage implements MessageInterpolator {

        @Override
        public String interpolate(String template, Context context) {
            return template;
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return template;
        }
    }
}
