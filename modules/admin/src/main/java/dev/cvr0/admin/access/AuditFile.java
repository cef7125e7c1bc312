// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * A file with a JSON object in each line. Above its maximum size, it is renamed to {@code NAME.1}, that to {@code NAME.2} and so
 * on. Only its owner can read it. Used on one thread, except for reading.
 *
 * @param path the location
 * @param maxBytes the maximum size of a file
 * @param kept the number of renamed files that are kept
 */
record AuditFile(Path path, long maxBytes, int kept) {

    private static final String BEGINNING = "{\"time\":\"";
    private static final long MIN_SPACE = 1024 * 1024;

    /** Checks that the file can be written, and that the disk has space. */
    void check() throws IOException {
        open().close();
        if (Files.getFileStore(path).getUsableSpace() < MIN_SPACE) {
            throw new IOException("the disk of " + path + " is full; delete files that are not needed");
        }
    }

    /** Appends a line. It is on the disk when this returns. */
    void append(JsonObject line) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
        if (Files.exists(path) && Files.size(path) + bytes.remaining() > maxBytes) {
            rotate();
        }
        try (FileChannel channel = open()) {
            channel.position(channel.size());
            if (!endsWithLineFeed(channel)) {
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
            }
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
    }

    /** Returns the newest lines, the oldest first. Skips lines that a power failure has truncated. */
    List<JsonObject> newest(int limit) throws IOException {
        Deque<JsonObject> newest = new ArrayDeque<>();
        for (int number = 0; number <= kept && newest.size() < limit; number++) {
            if (Files.exists(numbered(number))) {
                List<String> lines = lastLines(numbered(number), limit - newest.size());
                for (int i = lines.size() - 1; i >= 0; i--) {
                    parse(lines.get(i), newest);
                }
            }
        }
        return new ArrayList<>(newest);
    }

    private void rotate() throws IOException {
        for (int number = kept - 1; number >= 0; number--) {
            if (Files.exists(numbered(number))) {
                Files.move(numbered(number), numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int number) {
        return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                ownerOnly(path));
    }

    /** Returns the attribute of a new file that only its owner can read. */
    static FileAttribute<?>[] ownerOnly(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean endsWithLineFeed(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() == 0 || (channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n');
    }

    private static List<String> lastLines(Path file, int limit) throws IOException {
        ArrayDeque<String> last = new ArrayDeque<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last.add(line);
                if (last.size() > limit) {
                    last.remove();
                }
            }
        }
        return List.copyOf(last);
    }

    private static void parse(String line, Deque<JsonObject> target) {
        if (line.startsWith(BEGINNING)) {
            try (JsonReader reader = Json.createReader(new StringReader(line))) {
                target.addFirst(reader.readObject());
            } catch (JsonException e) {
                // truncated
            }
        }
    }
}
