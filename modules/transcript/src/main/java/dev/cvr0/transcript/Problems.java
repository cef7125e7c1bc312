// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one transcript. */
final class Problems {

    private static final int MOST = 100;
    private static final int LONGEST_QUOTE = 60;

    private final String source;
    private final List<String> first = new ArrayList<>();
    private int number;

    Problems(String source) {
        this.source = source;
    }

    void add(int line, String problem) {
        number++;
        if (number <= MOST) {
            first.add(source + ":" + line + ": " + problem);
        }
    }

    boolean isEmpty() {
        return number == 0;
    }

    void throwIfAny() {
        if (number > MOST) {
            first.add(source + ": and " + (number - MOST) + " more");
        }
        if (number > 0) {
            throw new TranscriptException(first);
        }
    }

    static String quoted(String text) {
        Bytes bytes = Bytes.ofText(text);
        return bytes.length() <= LONGEST_QUOTE
                ? bytes.quoted()
                : bytes.slice(0, LONGEST_QUOTE).quoted() + "...";
    }
}
