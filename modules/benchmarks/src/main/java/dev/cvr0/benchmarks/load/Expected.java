// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Answers that must come, compared byte by byte as they do. For one thread. */
final class Expected {

    private final byte[] answer;
    private final int times;
    private int matched;
    private int complete;

    Expected(byte[] answer, int times) {
        this.answer = answer;
        this.times = times;
    }

    /** Takes bytes until all answers are there; says what is wrong, or nothing. */
    String take(ByteBuf bytes) {
        while (bytes.isReadable() && !isComplete()) {
            byte next = bytes.readByte();
            if (next != answer[matched]) {
                return "a wrong answer: byte " + matched + " is '" + (char) next + "', expected "
                        + new String(answer, StandardCharsets.US_ASCII).strip();
            }
            matched++;
            if (matched == answer.length) {
                matched = 0;
                complete++;
            }
        }
        return "";
    }

    boolean isComplete() {
        return complete == times;
    }
}
