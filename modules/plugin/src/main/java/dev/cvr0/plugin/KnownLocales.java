// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.protocol.Lcid;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** The locale identifiers of Windows, from the table that comes with the plugin, and those added by configuration. */
final class KnownLocales implements Predicate<Lcid> {

    private static final String TABLE = "locales.csv";

    private final BitSet known;

    KnownLocales(Set<Lcid> additional) {
        known = readTable();
        additional.forEach(locale -> known.set(locale.value()));
    }

    @Override
    public boolean test(Lcid locale) {
        return known.get(locale.value());
    }

    private static BitSet readTable() {
        InputStream table = Objects.requireNonNull(KnownLocales.class.getResourceAsStream(TABLE), TABLE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            BitSet locales = new BitSet(0x10000);
            reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> Lcid.find(line.substring(0, line.indexOf(','))).orElseThrow())
                    .forEach(locale -> locales.set(locale.value()));
            return locales;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
