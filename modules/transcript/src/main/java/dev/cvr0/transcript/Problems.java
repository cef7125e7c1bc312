// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.ArrayList;
import java.util.List;

/** The problems of one transcript. */
final class Problems {

    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_QUOTE = 60;

    private final String source;
    private final List<String> first = new ArrayList<>();
    private int number;

    Problems(String source) {
        this.source = source;
    }

    void add(int line, String problem) {
        number++;
        if (number <= MAX_PROBLEMS) {
            first.add(source + ":" + line + ": " + problem);
        }
    }

    boolean isEmpty() {
        return number == 0;
    }

    void throwIfAny() {
        if (number > MAX_PROBLEMS) {
            first.add(source + ": and " + (number - MAX_PROBLEMS) + " more");
        }
        if (number > 0) {
            throw new TranscriptException(first);
        }
    }

    static String quoted(String text) {
        Bytes bytes = Bytes.ofText(text);
        return bytes.length() <= MAX_QUOTE
                ? bytes.quoted()
                : bytes.slice(0, MAX_QUOTE).quoted() + "...";
    }
}
