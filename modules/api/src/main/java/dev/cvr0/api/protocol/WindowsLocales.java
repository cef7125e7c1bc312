// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The locales of Windows with their language tags, from [MS-LCID], revision 16.0. The comment at the top of
 * {@code locales.csv} explains which entries are included.
 *
 * @see Lcid
 * @since 0.1
 */
public final class WindowsLocales {

    private static final String TABLE = "locales.csv";
    private static final Map<Lcid, String> TAGS = Collections.unmodifiableMap(read());

    private WindowsLocales() {}

    /**
     * Returns all locales.
     *
     * @return language tags by locale, such as {@code en-US} for 0x0409 or {@code en} for 0x0009, ordered by identifier;
     *     unmodifiable
     */
    public static Map<Lcid, String> tags() {
        return TAGS;
    }

    private static Map<Lcid, String> read() {
        InputStream table = Objects.requireNonNull(WindowsLocales.class.getResourceAsStream(TABLE), TABLE);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            Map<Lcid, String> tags = new TreeMap<>(Comparator.comparingInt(Lcid::value));
            reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(",", 2))
                    .forEach(row -> tags.put(Lcid.tryParse(row[0]).orElseThrow(), row[1]));
            return tags;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
