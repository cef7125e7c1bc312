// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.CatalogSettings;
import dev.cvr0.catalog.ReloadingCatalog;
import dev.cvr0.catalog.SignedVersions;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Starts the catalog of a server with its threads, as settings configure it. */
final class TestNode {

    private TestNode() {}

    static SettingSource settings(String node, String url, SignedVersions versions, Path temp) {
        return SettingSource.of(Map.of(
                "cvr0.catalog",
                url,
                "cvr0.catalog.reload",
                "50ms",
                "cvr0.catalog.grace",
                "100ms",
                "cvr0.catalog.public-key",
                versions.trustedKeys().keys().get(0).toString(),
                "cvr0.catalog.state",
                temp.resolve(node).toString(),
                "cvr0.node",
                node,
                "cvr0.jdbc.user",
                DatabaseServer.ACCOUNT.user(),
                "cvr0.jdbc.password",
                DatabaseServer.ACCOUNT.password()));
    }

    static ReloadingCatalog open(SettingSource source) {
        SettingsReader reader = new SettingsReader(source);
        CatalogSettings settings = CatalogSettings.read(reader);
        reader.throwIfInvalid();
        return ReloadingCatalog.open(settings, source);
    }

    static long version(ReloadingCatalog catalog) {
        return catalog.status().revision().version();
    }

    static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }
}
