// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.incontainer;

import java.util.Map;
import java.util.TreeMap;

/** Tells the level of CDI by what it brought. */
final class CdiLevel {

    private static final Map<String, String> NEW_IN = new TreeMap<>(
            Map.of("4.1", "jakarta.enterprise.invoke.Invoker", "4.0", "jakarta.enterprise.event.Startup"));

    private CdiLevel() {}

    static String ofThisContainer() {
        String level = "3.0";
        for (Map.Entry<String, String> entry : NEW_IN.entrySet()) {
            if (isThere(entry.getValue())) {
                level = entry.getKey();
            }
        }
        return level;
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
