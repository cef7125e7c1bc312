// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses to replace in XFR to a notification server. Thread-safe. */
final class Transfers {

    private static final Pattern ADDRESS = Pattern.compile("[^ \\t]+:[0-9]{1,5}");
    private static final int TARGET = 2;

    private final Map<String, String> listeners = new ConcurrentHashMap<>();
    private final RelayCounters counters;
    private final RelayLog log;

    Transfers(RelayCounters counters, RelayLog log) {
        this.counters = counters;
        this.log = log;
    }

    void add(String named, String listener) {
        listeners.put(named, listener);
    }

    /** Returns whether a line sends the client to a notification server. */
    static boolean isTransfer(Line line) {
        return line.verb().equals("XFR")
                && line.words().size() > TARGET
                && line.words().get(TARGET).equals("NS");
    }

    /** Returns the text with each listed address replaced. */
    String rewrite(String text) {
        return ADDRESS.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replace(match.group())));
    }

    private String replace(String address) {
        String listener = listeners.get(address.toLowerCase(Locale.ROOT));
        counters.increment(listener == null ? RelayEvent.TRANSFER_PASSED : RelayEvent.TRANSFER_REWRITTEN);
        if (listener == null) {
            log.transferPassed(address);
        }
        return listener == null ? address : listener;
    }
}
