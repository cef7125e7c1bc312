// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.matrix;

import dev.cvr0.it.container.Identity;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A container's line.
 *
 * @param name its name and version; empty if it never ran
 * @param ee the level of Jakarta EE
 * @param cdi the level of CDI
 * @param cells results by JDK
 */
record Row(String name, String ee, String cdi, SortedMap<Integer, String> cells) {

    static final Row NEVER_RAN = new Row("", "", "", new TreeMap<>());

    /** The same with one more result. Those of another version of the container are dropped. */
    Row with(ContainerRun run) {
        Identity identity = run.identity();
        Map<Integer, String> kept = identity.name().equals(name) ? cells : Map.of();
        SortedMap<Integer, String> all = new TreeMap<>(kept);
        all.put(run.jdk(), run.cell());
        return new Row(identity.name(), identity.ee(), identity.cdi(), all);
    }
}
