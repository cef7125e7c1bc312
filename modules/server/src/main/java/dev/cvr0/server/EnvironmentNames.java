// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import dev.cvr0.catalog.Spelling;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names that keys have in the environment, and how to tell a slip of the hand from the names of others. */
record EnvironmentNames(Collection<String> keys) {

    private static final String PREFIX = "CVR0_";
    private static final String OF_THE_SCRIPT = "CVR0_JAVA_OPTS";
    // Kubernetes tells every container of every service, and one may be called cvr0 or cvr0-beta.
    private static final Pattern OF_SERVICES =
            Pattern.compile("CVR0_(.+_)?(SERVICE_(HOST|PORT)(_.+)?|PORT(_[0-9]+_(TCP|UDP|SCTP)(_.+)?)?)");

    /**
     * The variables that were meant for us and that nobody reads, each with what was expected instead. Without their
     * values, which may be a secret of somebody else.
     */
    Map<String, String> unknown(Collection<String> environment) {
        Set<String> known = new TreeSet<>(Set.of(OF_THE_SCRIPT));
        keys.forEach(key -> known.add(name(key)));
        Map<String, String> unknown = new TreeMap<>();
        environment.stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !known.contains(name))
                .filter(name -> !OF_SERVICES.matcher(name).matches())
                .forEach(name -> unknown.put(name, expected(name, known)));
        return unknown;
    }

    private static String expected(String name, Set<String> known) {
        return "a name that cvr0 knows: "
                + new Spelling(name)
                        .nearest(known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("see conf/cvr0.properties");
    }

    // as MicroProfile Config has it
    private static String name(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
