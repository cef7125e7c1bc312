// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.catalog.signing.EmergencyGuard;
import dev.cvr0.catalog.signing.RollbackGuard;
import dev.cvr0.catalog.signing.UntrustedException;
import dev.cvr0.catalog.source.FileSource;
import dev.cvr0.catalog.source.LastGoodCopy;
import dev.cvr0.catalog.source.SignedFileSource;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.source.SnapshotSource;
import dev.cvr0.catalog.source.VerifiedSource;
import dev.cvr0.settings.SettingSource;
import java.nio.file.Path;
import java.util.Optional;

/** Selects the source of a catalog by its settings. */
final class CatalogSources {

    private CatalogSources() {}

    static SnapshotSource of(CatalogSettings settings, SettingSource source) {
        if (settings.location().isEmpty()) {
            return new BundledSource();
        }
        return settings.requiresSignature() ? signed(settings, source) : new FileSource(Path.of(settings.location()));
    }

    private static SnapshotSource signed(CatalogSettings settings, SettingSource source) {
        try {
            RollbackGuard guard = new RollbackGuard(Path.of(settings.state()));
            if (guard.version() == 0) {
                CatalogLog.noStoredVersion(settings.state());
            }
            EmergencyGuard emergencies = settings.emergencyKey()
                    .map(key -> new EmergencyGuard(Path.of(settings.state() + ".emergency"), key))
                    .orElseGet(EmergencyGuard::new);
            emergencies.serve(guard.version());
            return settings.isShared()
                    ? new VerifiedSource(
                            SourceProvider.of(settings.location()).source(settings.location(), settings.node(), source),
                            settings.trustedKeys(),
                            guard,
                            emergencies,
                            Optional.of(new LastGoodCopy(Path.of(settings.state() + ".copy"), CatalogLog::copyFailed)))
                    : new SignedFileSource(Path.of(settings.location()), settings.trustedKeys(), guard, emergencies);
        } catch (UntrustedException e) {
            throw new CatalogException(
                    SourceLocation.whole(CatalogSettings.STATE.key()), String.valueOf(e.getMessage()), e);
        }
    }

    /** The bundled catalog, which never changes. */
    private record BundledSource() implements SnapshotSource {

        @Override
        public String name() {
            return CatalogLoader.BUNDLED;
        }

        @Override
        public Snapshot read() {
            return CatalogLoader.bundledSnapshot();
        }
    }
}
