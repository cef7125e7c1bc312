// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.catalog.CatalogSigner;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Publishes signed catalogs of two files. Each part of an answer contains the number of its catalog, which reveals a mix. */
record NumberedCatalog(Path folder, SigningKey key) {

    static final String REQUEST = "CVQ 2 0x0409 winnt 5.1 i386 LIB 1.0\r\n";

    private static final long PAUSE_NANOS = 5_000_000;
    private static final Instant EXPIRES = Instant.parse("2999-01-31T00:00:00Z");
    private static final Pattern ANSWER =
            Pattern.compile("CVQ 2 1\\.(\\d+) 1\\.\\1 1\\.\\1 http://example\\.com/\\1 http://example\\.com/\\1/f\r\n");

    /** Returns the link to the last published catalog. */
    Path linkPath() {
        return folder.resolve("current");
    }

    /** Writes and signs a catalog, then replaces the link. */
    void publish(int number) {
        try {
            Path made = Files.createDirectories(folder.resolve("v" + number));
            Files.writeString(
                    made.resolve("10-releases.yaml"), "format: 1\nreleases: { LIB: [1.0, 1." + number + "] }\n");
            Files.writeString(made.resolve("20-rules.yaml"), rules(number));
            new CatalogSigner(key).sign(made, new SignedRevision(number, EXPIRES));
            link(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the link atomically. */
    void link(int number) {
        try {
            Path fresh = folder.resolve("current.new");
            Files.deleteIfExists(fresh);
            Files.createSymbolicLink(fresh, Path.of("v" + number));
            Files.move(fresh, linkPath(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the number of the last published catalog. */
    int published() throws IOException {
        return Integer.parseInt(Files.readSymbolicLink(linkPath()).toString().substring(1));
    }

    /** Returns the number in all parts of an answer; fails if they differ. */
    static int numberIn(String answer) {
        Matcher parts = ANSWER.matcher(answer);
        if (!parts.matches()) {
            throw new AssertionError("not an answer of one catalog: " + answer);
        }
        return Integer.parseInt(parts.group(1));
    }

    /** Publishes catalogs with increasing numbers until it is killed. Prints a dot after the first. */
    public static void main(String[] args) throws IOException {
        NumberedCatalog catalog = new NumberedCatalog(Path.of(args[0]), SigningKey.read(Path.of(args[1])));
        int first = catalog.published() + 1;
        for (int number = first; ; number++) {
            catalog.publish(number);
            if (number == first) {
                System.out.print('.');
                System.out.flush();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static String rules(int number) {
        String answer = "recommend: 1." + number + ", minimum: 1." + number + ", download: http://example.com/" + number
                + ", fallback: http://example.com/" + number + "/f }\n";
        return "rules:\n  - { name: all, when: { library: LIB }, " + answer + "otherwise: { " + answer;
    }
}
