// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static dev.cvr0.catalog.SampleClients.NOW;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.source.FileSource;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Map;

/** Catalogs with a number in each part of their answer, so that a mixed answer is detected. */
final class NumberedCatalogs {

    private static final ClientProfile CLIENT = SampleClients.of("0x0409 win 4.0 i386 LIB 1.0");

    private NumberedCatalogs() {}

    static String text(int number) {
        return "format: 1\nreleases: { LIB: [1.0, 1." + number + "] }\nrules:\n  - { name: rule-" + number
                + ", when: {}, recommend: 1." + number + ", minimum: 1." + number + ", download: http://example.com/"
                + number + ", fallback: http://example.com/" + number + "/f }\n"
                + "otherwise: { recommend: own, minimum: own, download: http://example.com, fallback:"
                + " http://example.com }\n";
    }

    /** Loads an unsigned catalog without a thread. */
    static ReloadingCatalog open(Path path) {
        return new ReloadingCatalog(new FileSource(path), InstantSource.system());
    }

    /** Reads the settings of a valid configuration. */
    static CatalogSettings settings(Map<String, String> configuration) {
        SettingsReader reader = new SettingsReader(SettingSource.of(configuration));
        CatalogSettings settings = CatalogSettings.read(reader);
        reader.throwIfInvalid();
        return settings;
    }

    /** Replaces a catalog atomically. */
    static void replace(Path file, String text) {
        try {
            Path temporary = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the number in each part of the answer; fails if the parts differ. */
    static int numberIn(Catalog catalog) {
        Advice advice = (Advice) catalog.decide(CLIENT, NOW);
        String number = advice.minimum().text().substring("1.".length());
        Advice expected =
                (Advice) SampleCatalogs.read(text(Integer.parseInt(number))).decide(CLIENT, NOW);
        if (!advice.equals(expected)) {
            throw new AssertionError("mixed: " + advice);
        }
        return Integer.parseInt(number);
    }
}
