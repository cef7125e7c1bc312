// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.signing.TrustedKeys;
import dev.cvr0.catalog.signing.VerifyingKey;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** The options for the keys that must have signed a catalog. */
final class KeyOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--public-key",
            paramLabel = "KEY",
            split = ",",
            converter = KeyConverter.class,
            description = "Verifies the signatures: made with this key, or one of several.")
    private List<VerifyingKey> keys = List.of();

    @Option(
            names = "--signatures-required",
            paramLabel = "N",
            description = "The number of keys that must have signed. Default: 1.")
    private Optional<Integer> required = Optional.empty();

    boolean isGiven() {
        return !keys.isEmpty() || required.isPresent();
    }

    /** Returns the keys in the options or, if there are none, in the settings. */
    TrustedKeys orFrom(SettingSource settings) {
        SettingsReader reader = new SettingsReader(keys.isEmpty() ? settings : SettingSource.of(Map.of()));
        List<VerifyingKey> trusted = keys.isEmpty() ? reader.read(CatalogSettings.PUBLIC_KEYS) : keys;
        int number = required.orElseGet(() -> reader.read(CatalogSettings.SIGNATURES_REQUIRED));
        reader.throwIfInvalid();
        try {
            return new TrustedKeys(trusted, number);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    e.getMessage() + "; correct --public-key and --signatures-required, or "
                            + CatalogSettings.PUBLIC_KEYS + " and " + CatalogSettings.SIGNATURES_REQUIRED);
        }
    }

    private static final class KeyConverter implements ITypeConverter<VerifyingKey> {

        @Override
        public VerifyingKey convert(String text) {
            return VerifyingKey.tryParse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            LogSafeText.quote(text) + " is not a public key; expected " + VerifyingKey.EXPECTED));
        }
    }
}
