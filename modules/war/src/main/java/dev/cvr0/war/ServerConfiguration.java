// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.api.settings.SettingSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The settings of the server that the host is deployed in: its MicroProfile Config where it has one, otherwise its system
 * properties, then its environment ({@code CVR0_VER_ANSWER} for {@code cvr0.ver.answer}). An alternative of a higher
 * priority takes its place. Safe for use by many threads.
 *
 * @since 0.1
 */
@Alternative
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
@ApplicationScoped
public class ServerConfiguration implements SettingSource {

    private final SettingSource source;

    /** Looks what the server has. */
    public ServerConfiguration() {
        this.source = available();
    }

    @Override
    public Optional<String> find(String key) {
        return source.find(key);
    }

    private static SettingSource available() {
        try {
            return MicroProfile.source();
        } catch (NoClassDefFoundError | IllegalStateException e) {
            return ServerConfiguration::ofThisProcess;
        }
    }

    static Optional<String> ofThisProcess(String key) {
        return Optional.ofNullable(System.getProperty(key))
                .or(() -> Optional.ofNullable(System.getenv(environmentName(key))))
                .filter(value -> !value.isBlank());
    }

    static String environmentName(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** A class of its own, as it cannot be loaded where there is no such API. */
    private static final class MicroProfile {

        static SettingSource source() {
            Config config = ConfigProvider.getConfig();
            return key -> config.getOptionalValue(key, String.class);
        }
    }
}
