// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.command;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The standard input, which stands for a file or an argument named {@code -}. */
public final class StandardInput {

    /** The name of the standard input in messages. */
    public static final String NAME = "standard input";

    private static final String ARGUMENT = "-";

    private StandardInput() {}

    /** Tells whether an argument stands for the standard input. */
    public static boolean isMeant(Object argument) {
        return argument.toString().equals(ARGUMENT);
    }

    /** Returns a reader of the standard input, in UTF-8. */
    public static BufferedReader reader() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    /** Replaces {@code -} in a list of lines by the lines of the standard input that are not blank. */
    static List<String> expand(List<String> lines) {
        return lines.stream()
                .flatMap(line -> isMeant(line) ? reader().lines().filter(read -> !read.isBlank()) : Stream.of(line))
                .toList();
    }
}
