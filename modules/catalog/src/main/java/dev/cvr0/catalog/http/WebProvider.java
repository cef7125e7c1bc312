// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.http;

import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceProvider;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.settings.InvalidSettingsException;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Opens published folders: {@code folder:PATH} for servers on this machine and commands, a URL for other servers, and a path
 * for commands.
 */
public final class WebProvider implements SourceProvider {

    private static final String FOLDER = "folder:";

    /** The time limit of a poll. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Creates a provider; for the service loader. */
    public WebProvider() {}

    @Override
    public boolean supports(String location) {
        return isUrl(location) || location.startsWith(FOLDER) || isFolder(location);
    }

    @Override
    public CatalogSource source(String location, String node, SettingSource settings) {
        return location.startsWith(FOLDER)
                ? new FolderSource(new WebFolderStore(path(location)))
                : new HttpSource(url(location), LIMIT);
    }

    @Override
    public PublicationStore store(String location, SettingSource settings) {
        if (isUrl(location)) {
            throw new PublicationException(
                    "a web server can only be read; publish to the folder that it serves, or to a database");
        }
        Path folder = path(location);
        if (location.startsWith(FOLDER)) {
            create(folder);
        }
        return new WebFolderStore(folder);
    }

    private static Path path(String location) {
        return Path.of(location.startsWith(FOLDER) ? location.substring(FOLDER.length()) : location);
    }

    // Not for a path without the prefix, which may be a typing error.
    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new SourceUnavailableException(
                    folder.toString(),
                    "cannot create the folder: " + AtomicFile.ioErrorMessage(e)
                            + "; check its path, and the permissions of the folder around it",
                    e);
        }
    }

    /** Parses a URL. The messages do not contain it, because it may contain a password. */
    static URI url(String location) {
        try {
            URI url = new URI(location);
            if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
                throw invalid("must have a valid host name, and no user name, password or fragment");
            }
            return url;
        } catch (URISyntaxException e) {
            throw invalid("is invalid at character " + (e.getIndex() + 1) + ": " + e.getReason());
        }
    }

    private static boolean isUrl(String location) {
        return location.startsWith("https://") || location.startsWith("http://");
    }

    private static boolean isFolder(String location) {
        try {
            return Files.isDirectory(Path.of(location));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static InvalidSettingsException invalid(String problem) {
        return new InvalidSettingsException(List.of("cvr0.catalog: the URL " + problem));
    }
}
