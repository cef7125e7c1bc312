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
import java.util.Optional;
import java.util.Set;

/** Catalogues that carry a number in every part of their answer, so that a mixed answer shows. */
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

    /** The catalogue of a file or folder that need not be signed. */
    static ReloadingCatalog live(Path path) {
        return new ReloadingCatalog(new FileSource(path), InstantSource.system());
    }

    /** The settings of a configuration, all of it valid. */
    static CatalogSettings settings(Map<String, String> configuration) {
        SettingsReader reader = new SettingsReader(source(configuration));
        CatalogSettings settings = CatalogSettings.read(reader);
        reader.throwIfInvalid();
        return settings;
    }

    /** A configuration of fixed texts. */
    static SettingSource source(Map<String, String> configuration) {
        return new SettingSource() {
            @Override
            public Optional<String> value(String key) {
                return Optional.ofNullable(configuration.get(key));
            }

            @Override
            public Set<String> keys() {
                return configuration.keySet();
            }
        };
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
    static int numberIn(Catalog catalog) {
        Advice advice = (Advice) catalog.decide(CLIENT, NOW);
        String number = advice.minimum().text().substring("1.".length());
        Advice whole =
                (Advice) SampleCatalogs.read(text(Integer.parseInt(number))).decide(CLIENT, NOW);
        if (!advice.equals(whole)) {
            throw new AssertionError("mixed: " + advice);
        }
        return Integer.parseInt(number);
    }
}
