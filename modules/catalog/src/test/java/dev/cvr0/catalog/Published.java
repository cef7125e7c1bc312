// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.Clients.NOW;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.VersionPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;

/** Catalogues that carry a number in every part of their answer, so that a mixed answer shows. */
final class Published {

    private static final ClientProfile CLIENT = Clients.of("0x0409 win 4.0 i386 LIB 1.0");

    private Published() {}

    static String text(int number) {
        return "format: 1\nreleases: { LIB: [1.0, 1." + number + "] }\nrules:\n  - { name: rule-" + number
                + ", when: {}, recommend: 1." + number + ", minimum: 1." + number + ", download: http://example.com/"
                + number + ", fallback: http://example.com/" + number + "/f }\n"
                + "otherwise: { recommend: own, minimum: own, download: http://example.com, fallback:"
                + " http://example.com }\n";
    }

    /** The catalogue of a file or folder that need not be signed. */
    static LiveCatalog live(Path path) {
        return new LiveCatalog(new Origin.Plain(path), InstantSource.system());
    }

    /** Puts a catalogue in place in one step. */
    static void rename(Path file, String text) {
        try {
            Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number that every part of an answer carries; fails if they differ. */
    static int numberIn(VersionPolicy policy) {
        Advice advice = (Advice) policy.decide(CLIENT);
        String number = advice.minimum().text().substring("1.".length());
        Advice whole = (Advice) Samples.read(text(Integer.parseInt(number))).decide(CLIENT, NOW);
        if (!advice.equals(whole)) {
            throw new AssertionError("mixed: " + advice);
        }
        return Integer.parseInt(number);
    }
}
