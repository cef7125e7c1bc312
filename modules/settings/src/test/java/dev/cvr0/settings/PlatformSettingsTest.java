// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The build sets {@code CVR0_TEST_FROM_ENVIRONMENT} for these tests. */
class PlatformSettingsTest {

    private static final String KEY = "cvr0.test.from-environment";
    private static final String UNRELATED_KEY = "cvr.test";

    @AfterEach
    void restore() {
        ConfigProviderResolver.setInstance(null);
        List.of(KEY, UNRELATED_KEY, "cvr0.test.property").forEach(System::clearProperty);
    }

    @Test
    void shouldReadSystemProperties() {
        System.setProperty("cvr0.test.property", " a value ");

        assertThat(SettingSource.platform().value("cvr0.test.property")).contains(" a value ");
    }

    @Test
    void shouldReadEnvironmentVariables() {
        assertThat(SettingSource.platform().value(KEY)).contains("from environment");
        assertThat(SettingSource.platform().value("cvr0.test.absent")).isEmpty();
    }

    @Test
    void shouldPreferSystemPropertiesToEnvironmentVariables() {
        System.setProperty(KEY, "from properties");

        assertThat(SettingSource.platform().value(KEY)).contains("from properties");
    }

    @Test
    void shouldIgnoreBlankValues() {
        System.setProperty("cvr0.test.property", " \t");

        assertThat(SettingSource.platform().value("cvr0.test.property")).isEmpty();
    }

    @Test
    void shouldListOnlyKeysAndVariablesOfCvr0() {
        System.setProperty("cvr0.test.property", "a");
        System.setProperty(UNRELATED_KEY, "b");

        assertThat(SettingSource.platform().keys())
                .contains("cvr0.test.property", "CVR0_TEST_FROM_ENVIRONMENT")
                .allMatch(key -> key.startsWith("cvr0.") || key.startsWith("CVR0_"));
    }

    @Test
    void shouldReadMicroProfileConfigIfAvailable() {
        System.setProperty("cvr0.test.property", "from properties");
        ConfigProviderResolver.setInstance(
                new FixedResolver(config(Map.of(KEY, "from config", "cvr0.test.blank", " ", "other.key", "x"))));
        SettingSource source = SettingSource.platform();

        assertThat(source.value(KEY)).contains("from config");
        assertThat(source.value("cvr0.test.blank")).isEmpty();
        assertThat(source.value("cvr0.test.property")).isEmpty();
        assertThat(source.keys()).containsExactlyInAnyOrder(KEY, "cvr0.test.blank");
    }

    private static Config config(Map<String, String> values) {
        return (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(), new Class<?>[] {Config.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getOptionalValue" -> Optional.ofNullable(values.get((String) arguments[0]));
                        case "getPropertyNames" -> values.keySet();
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    /** The resolver of an environment with one configuration. */
    private static final class FixedResolver extends ConfigProviderResolver {

        private final Config config;

        private FixedResolver(Config config) {
            this.config = config;
        }

        @Override
        public Config getConfig() {
            return config;
        }

        @Override
        public Config getConfig(ClassLoader loader) {
            return config;
        }

        @Override
        public ConfigBuilder getBuilder() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void registerConfig(Config registered, ClassLoader loader) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void releaseConfig(Config released) {
            throw new UnsupportedOperationException();
        }
    }
}
