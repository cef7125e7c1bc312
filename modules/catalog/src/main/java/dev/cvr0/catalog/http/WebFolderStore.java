// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.http;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.ClientKind;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.source.FileNames;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;

/**
 * A web folder as the operator publishes it. A version exists from the moment in which {@code catalog.sig} is replaced, so
 * that a publication that was interrupted has no effect.
 */
final class WebFolderStore implements PublicationStore {

    private static final String VERSIONS = "versions/";
    private static final String LOCK = ".lock";
    private static final int MAX_RECORD_BYTES = 64 * 1024;

    private final Path folder;

    WebFolderStore(Path folder) {
        this.folder = folder;
    }

    /** A change of the folder. */
    private interface Change<T> {

        T make() throws IOException;
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public List<Publication> history(int limit) {
        List<Publication> history = new ArrayList<>();
        Optional<Publication> next = tryRead(newest());
        while (next.isPresent() && history.size() < limit) {
            history.add(next.get());
            next = tryRead(next.get().base());
        }
        return history;
    }

    @Override
    public byte[] manifest(long version) {
        if (history(Integer.MAX_VALUE).stream().noneMatch(publication -> publication.version() == version)) {
            throw refused("there is no version " + version + "; 'cvr0 history' lists the versions");
        }
        return read(VERSIONS + version + ".sig", SignedManifest.MAX_BYTES)
                .orElseThrow(() -> refused(VERSIONS + version + ".sig is missing; restore it from a backup"));
    }

    @Override
    public byte[] file(SignedFile file) {
        return read(FileNames.FILES + file.sha256(), file.size())
                .orElseThrow(() -> refused(FileNames.FILES + file.sha256() + " is missing; restore it from a backup"));
    }

    @Override
    public Publication publish(PublicationRequest request) {
        if (request.activeFrom().isPresent()) {
            throw refused(
                    "a published folder does not support a time of activation; publish without --active-from, or to a database");
        }
        return locked(() -> add(request));
    }

    @Override
    public void publishEmergency(byte[] document, String author) {
        locked(() -> replace(FileNames.EMERGENCY, document));
    }

    @Override
    public List<Node> nodes() {
        throw refused("servers do not report to a published folder; publish to a database to see them");
    }

    @Override
    public SortedMap<ClientKind, Long> clients(Instant since) {
        throw notCounted();
    }

    @Override
    public SortedMap<Instant, Map<ClientKind, Long>> clientsOverTime(Instant since, ChronoUnit step) {
        throw notCounted();
    }

    @Override
    public void close() {}

    /** Makes a change that no other process makes at the same time. The lock of a killed process is released. */
    private <T> T locked(Change<T> change) {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new OverlappingFileLockException();
            }
            return change.make();
        } catch (OverlappingFileLockException e) {
            throw refused("another process publishes to this folder; try again");
        } catch (IOException e) {
            throw unavailable("cannot publish", e);
        }
    }

    private Publication add(PublicationRequest request) throws IOException {
        long version = request.signed().manifest().version();
        long newest = newest();
        if (newest != request.base()) {
            throw refused("the newest version is " + newest
                    + tryRead(newest).map(WebFolderStore::origin).orElse("") + ", not " + request.base()
                    + "; compare it with your change, then publish again");
        }
        if (version <= newest) {
            throw refused("version " + version + " is not higher than version " + newest + "; sign a higher version");
        }
        Files.createDirectories(folder.resolve(FileNames.FILES));
        Files.createDirectories(folder.resolve(VERSIONS));
        for (SignedFile file : request.signed().manifest().files()) {
            String name = FileNames.FILES + file.sha256();
            if (read(name, file.size()).filter(file::matches).isEmpty()) {
                replace(name, Objects.requireNonNull(request.files().get(file.sha256()), name));
            }
        }
        Publication added = new Publication(
                version,
                newest,
                request.signed().digest(),
                request.author(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                request.comment(),
                Optional.empty());
        replace(VERSIONS + version + ".sig", request.document());
        replace(VERSIONS + version + ".properties", format(added));
        replace(FileNames.CATALOG, request.document());
        return added;
    }

    private static String origin(Publication publication) {
        return " (published by " + LogSafeText.escape(publication.author()) + " at " + publication.time() + ")";
    }

    private long newest() {
        return read(FileNames.CATALOG, SignedManifest.MAX_BYTES)
                .map(document -> SignedManifest.unverifiedVersion(document)
                        .orElseThrow(() -> refused(
                                FileNames.CATALOG + " is not a signature file; restore it from the folder versions")))
                .orElse(0L);
    }

    /** Reads a record. Those of old versions may have been deleted. */
    private Optional<Publication> tryRead(long version) {
        String name = VERSIONS + version + ".properties";
        return read(name, MAX_RECORD_BYTES).map(bytes -> {
            try {
                return parse(version, new String(bytes, StandardCharsets.UTF_8));
            } catch (IOException | IllegalArgumentException | DateTimeException e) {
                throw refused(name + " is damaged: " + LogSafeText.escape(String.valueOf(e.getMessage()))
                        + "; restore it from a backup, or delete it");
            }
        });
    }

    private static byte[] format(Publication publication) throws IOException {
        Properties values = new Properties();
        values.setProperty("base", String.valueOf(publication.base()));
        values.setProperty("digest", publication.digest().hex());
        values.setProperty("author", publication.author());
        values.setProperty("time", publication.time().toString());
        values.setProperty("comment", publication.comment());
        StringWriter text = new StringWriter();
        values.store(text, "Version " + publication.version());
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Publication parse(long version, String text) throws IOException {
        Properties values = new Properties();
        values.load(new StringReader(text));
        long base = Long.parseLong(values.getProperty("base", ""));
        if (base >= version) {
            throw new IllegalArgumentException("the base is not lower than the version");
        }
        return new Publication(
                version,
                base,
                new Sha256(values.getProperty("digest", "")),
                values.getProperty("author", ""),
                Instant.parse(values.getProperty("time", "")),
                values.getProperty("comment", ""),
                Optional.empty());
    }

    /** Reads a file, of which at most one byte more than the limit; empty if there is none. */
    Optional<byte[]> read(String name, long maxBytes) {
        try {
            return Optional.of(new AtomicFile(folder.resolve(name)).read(maxBytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable("cannot read " + name, e);
        }
    }

    private Path replace(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        new AtomicFile(file).replace(bytes);
        return file;
    }

    private PublicationException notCounted() {
        return refused("requests are counted in a database only; use a jdbc: location");
    }

    private PublicationException refused(String problem) {
        return new PublicationException(name() + ": " + problem);
    }

    private SourceUnavailableException unavailable(String problem, IOException cause) {
        return new SourceUnavailableException(
                name(),
                problem + ": " + AtomicFile.ioErrorMessage(cause)
                        + "; check the permissions and free space of the folder",
                cause);
    }
}
