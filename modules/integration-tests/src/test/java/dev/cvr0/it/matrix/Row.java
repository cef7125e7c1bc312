// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.matrix;

import dev.cvr0.it.container.ContainerIdentity;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The row of a container.
 *
 * @param name the name and version; empty if the container never ran
 * @param ee the version of Jakarta EE
 * @param cdi the version of CDI
 * @param cells the results by JDK
 */
record Row(String name, String ee, String cdi, SortedMap<Integer, String> cells) {

    static final Row NEVER_RAN = new Row("", "", "", new TreeMap<>());

    /** Returns a row with an additional result, without the results of other versions of the container. */
    Row with(ContainerRun run) {
        ContainerIdentity identity = run.identity();
        Map<Integer, String> kept = identity.name().equals(name) ? cells : Map.of();
        SortedMap<Integer, String> all = new TreeMap<>(kept);
        all.put(run.jdk(), run.cell());
        return new Row(identity.name(), identity.ee(), identity.cdi(), all);
    }
}
