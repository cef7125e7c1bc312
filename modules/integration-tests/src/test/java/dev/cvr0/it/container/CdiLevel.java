// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

/** Detects the version of CDI from a type that was added in that version. */
final class CdiLevel {

    private static final String NEW_IN_4_1 = "jakarta.enterprise.invoke.Invoker";

    private CdiLevel() {}

    static String ofThisContainer() {
        try {
            Class.forName(NEW_IN_4_1);
            return "4.1";
        } catch (ClassNotFoundException e) {
            return "4.0";
        }
    }
}
