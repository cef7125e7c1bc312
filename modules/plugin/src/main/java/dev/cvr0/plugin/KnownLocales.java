// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.WindowsLocales;
import java.util.BitSet;
import java.util.Set;
import java.util.function.Predicate;

/** The locale identifiers of Windows, and those added by configuration. */
final class KnownLocales implements Predicate<Lcid> {

    private final BitSet known = new BitSet(0x10000);

    KnownLocales(Set<Lcid> additional) {
        WindowsLocales.tags().keySet().forEach(locale -> known.set(locale.value()));
        additional.forEach(locale -> known.set(locale.value()));
    }

    @Override
    public boolean test(Lcid locale) {
        return known.get(locale.value());
    }
}
