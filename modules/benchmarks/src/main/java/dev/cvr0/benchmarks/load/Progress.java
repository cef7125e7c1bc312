// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

/** Tells whoever waits that it goes on. */
final class Progress {

    private Progress() {}

    static void say(String line) {
        System.out.println(line);
    }
}
