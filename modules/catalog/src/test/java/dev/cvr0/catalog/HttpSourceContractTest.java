// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import dev.cvr0.catalog.http.WebServer;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.settings.SettingSource;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class HttpSourceContractTest extends CatalogSourceContract {

    @TempDir
    private Path folder;

    @Override
    protected Place createPlace() {
        return new WebFolder(folder);
    }

    private static final class WebFolder extends PublishedFolderPlace {

        private final WebServer server;
        private boolean available = true;

        WebFolder(Path folder) {
            super(folder, folder.toString());
            this.server = new WebServer(folder);
        }

        @Override
        public CatalogSource open(InstantSource clock) {
            return SourceProvider.of(server.url()).source(server.url(), "node", SettingSource.EMPTY);
        }

        @Override
        public void setAvailable(boolean isAvailable) {
            if (isAvailable && !available) {
                server.start();
            } else if (!isAvailable && available) {
                server.stop();
            }
            available = isAvailable;
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
