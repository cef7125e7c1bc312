// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import java.nio.charset.StandardCharsets;

/**
 * What a client sends and what it must get, to the byte.
 *
 * @param ver the line of VER, with its terminator
 * @param verAnswer what the server says to it
 * @param cvq the line of CVQ
 * @param cvqAnswer what the server says to that
 */
record Dialogue(byte[] ver, byte[] verAnswer, byte[] cvq, byte[] cvqAnswer) {

    static Dialogue of(String ver, String verAnswer, String cvq, String cvqAnswer) {
        return new Dialogue(line(ver), line(verAnswer), line(cvq), line(cvqAnswer));
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
