// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.settings.SettingSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceContractTest extends CatalogSourceContract {

    @TempDir
    private Path temp;

    @Override
    protected Place createPlace() {
        return new PublishedFolder(temp.resolve("published"));
    }

    private final class PublishedFolder extends PublishedFolderPlace {

        private final String location;

        PublishedFolder(Path folder) {
            super(folder, "folder:" + folder);
            this.location = "folder:" + folder;
        }

        @Override
        public CatalogSource open(InstantSource clock) {
            return SourceProvider.of(location).source(location, "node", SettingSource.EMPTY);
        }

        @Override
        public void setAvailable(boolean isAvailable) {
            Path away = temp.resolve("away");
            if (isAvailable && Files.exists(away)) {
                move(away, folder);
            } else if (!isAvailable && Files.exists(folder)) {
                move(folder, away);
            }
        }
    }
}
