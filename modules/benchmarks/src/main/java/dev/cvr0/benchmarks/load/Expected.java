// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** An expected answer, compared with the received bytes. For one thread. */
final class Expected {

    private final byte[] answer;
    private int matched;

    Expected(byte[] answer) {
        this.answer = answer;
    }

    /** Takes bytes until the answer is complete; returns the difference, or an empty text. */
    String take(ByteBuf bytes) {
        while (bytes.isReadable() && !isComplete()) {
            byte next = bytes.readByte();
            if (next != answer[matched]) {
                return "a wrong answer: byte " + matched + " is '" + (char) next + "', expected "
                        + new String(answer, StandardCharsets.US_ASCII).strip();
            }
            matched++;
        }
        return "";
    }

    boolean isComplete() {
        return matched == answer.length;
    }
}
