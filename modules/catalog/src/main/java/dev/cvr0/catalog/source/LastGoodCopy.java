// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.source;

import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.SourceLocation;
import dev.cvr0.catalog.files.AtomicFile;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.Offer;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The last good catalog of a shared source, in a ZIP file on this server. Verified like the source itself. Its entries have
 * the names of a published web folder.
 */
public final class LastGoodCopy implements CatalogSource {

    /** The files, and the two documents, names and tables, which have less than 1 MiB. */
    private static final long MAX_BYTES = Snapshot.MAX_BYTES + 1024L * 1024;

    /** The same for each entry, so that equal content has equal bytes. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final Path file;
    private final BiConsumer<Path, IOException> writeFailed;

    /** Creates a copy in a file, with a listener for failed writes, which are not repeated. */
    public LastGoodCopy(Path file, BiConsumer<Path, IOException> writeFailed) {
        this.file = file;
        this.writeFailed = writeFailed;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public Object stamp() {
        return file;
    }

    @Override
    public Offer current() {
        byte[] manifest = entry(FileNames.CATALOG, SignedManifest.MAX_BYTES)
                .orElseThrow(() -> damaged("no " + FileNames.CATALOG));
        return new Offer(manifest, entry(FileNames.EMERGENCY, SignedManifest.MAX_BYTES), Instant.MIN);
    }

    @Override
    public byte[] file(SignedFile signed) {
        return entry(FileNames.FILES + signed.sha256(), signed.size())
                .orElseThrow(() -> damaged("no " + FileNames.FILES + signed.sha256()));
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Replaces the file atomically if its content differs. */
    void write(Offer offer, List<CatalogFile> files) {
        try {
            byte[] content = zip(offer, files);
            AtomicFile target = new AtomicFile(file);
            if (!exists() || !Arrays.equals(target.read(content.length), content)) {
                target.replace(content);
            }
        } catch (IOException e) {
            writeFailed.accept(file, e);
        }
    }

    private static byte[] zip(Offer offer, List<CatalogFile> files) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(FileNames.CATALOG, offer.manifest());
        files.forEach(part -> entries.put(FileNames.FILES + Sha256.of(part.bytes()), part.bytes()));
        offer.emergency().ifPresent(document -> entries.put(FileNames.EMERGENCY, document));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                entry.setTimeLocal(ENTRY_TIME);
                zip.putNextEntry(entry);
                zip.write(content.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** Reads an entry, at most one byte more than the limit. */
    private Optional<byte[]> entry(String name, long maxBytes) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                throw new ZipException("not a regular file with at most " + MAX_BYTES + " bytes");
            }
            try (ZipFile zip = new ZipFile(file.toFile())) {
                ZipEntry entry = zip.getEntry(name);
                if (entry == null) {
                    return Optional.empty();
                }
                try (InputStream stream = zip.getInputStream(entry)) {
                    return Optional.of(stream.readNBytes((int) Math.min(maxBytes + 1, MAX_BYTES)));
                }
            }
        } catch (IOException e) {
            throw damaged(AtomicFile.ioErrorMessage(e));
        }
    }

    private CatalogException damaged(String problem) {
        return new CatalogException(
                SourceLocation.whole(name()),
                "the copy of the catalog cannot be used: " + problem + "; it is replaced when the source is available");
    }
}
