// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;

/** The configuration of the server or, without one, of the process. */
final class PlatformSettings implements SettingSource {

    private final BiFunction<String, Class<String>, Optional<String>> values;
    private final Supplier<Iterable<String>> names;

    private PlatformSettings(
            BiFunction<String, Class<String>, Optional<String>> values, Supplier<Iterable<String>> names) {
        this.values = values;
        this.names = names;
    }

    // Method references, because GlassFish 8 fails on classes that have a Config in a signature.
    static SettingSource detect() {
        try {
            return new PlatformSettings(
                    ConfigProvider.getConfig()::getOptionalValue, ConfigProvider.getConfig()::getPropertyNames);
        } catch (NoClassDefFoundError | IllegalStateException noMicroProfileConfig) {
            return process();
        }
    }

    static SettingSource process() {
        return new PlatformSettings(PlatformSettings::processValue, PlatformSettings::processNames);
    }

    @Override
    public Optional<String> value(String key) {
        return values.apply(key, String.class).filter(value -> !value.isBlank());
    }

    @Override
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        names.get().forEach(name -> {
            if (name.startsWith(SettingsTable.PREFIX) || name.startsWith(SettingsTable.ENVIRONMENT_PREFIX)) {
                keys.add(name);
            }
        });
        return keys;
    }

    private static Optional<String> processValue(String key, Class<String> type) {
        return Optional.ofNullable(System.getProperty(key))
                .or(() -> Optional.ofNullable(System.getenv(SettingsTable.environmentName(key))));
    }

    private static Iterable<String> processNames() {
        Set<String> names = new TreeSet<>(System.getProperties().stringPropertyNames());
        names.addAll(System.getenv().keySet());
        return names;
    }
}
