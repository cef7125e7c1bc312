// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.probe;

import java.util.regex.Pattern;

/** Removes from a mismatch what differs between dialogues, so that equal causes have equal texts. */
final class Cause {

    private static final int MAX_LENGTH = 60;
    private static final String SEPARATOR = ", got ";
    private static final Pattern ADVICE = Pattern.compile("'CV[QR] \\d+( \\S+){5}'");
    private static final Pattern ERROR = Pattern.compile("'(\\d{3}) \\d+'");
    private static final Pattern ANSWER = Pattern.compile("'([A-Z]{3}) \\d+( .*)?'");
    private static final Pattern PATTERN = Pattern.compile("a line that matches '.*'");
    private static final Pattern SENT = Pattern.compile("the server to accept .*");

    private Cause() {}

    /** Returns the cause of {@code line: expected ..., got ...}. */
    static String of(String mismatch) {
        String[] parts = split(mismatch);
        if (ADVICE.matcher(parts[0]).matches() && ADVICE.matcher(parts[1]).matches()) {
            return "the advice differs from the bundled catalog";
        }
        if (parts[0].isEmpty()) {
            return parts[1];
        }
        return "expected " + generalize(parts[0]) + SEPARATOR + generalize(parts[1]);
    }

    /** Splits a mismatch into the expected and the actual behavior. */
    static String[] split(String mismatch) {
        String text = mismatch.replaceFirst("^\\d+: expected ", "");
        int separator = text.lastIndexOf(SEPARATOR);
        return separator < 0
                ? new String[] {"", text}
                : new String[] {text.substring(0, separator), text.substring(separator + SEPARATOR.length())};
    }

    private static String generalize(String text) {
        if (ADVICE.matcher(text).matches()) {
            return "advice";
        } else if (PATTERN.matcher(text).matches()) {
            return "a line that matches a pattern";
        } else if (SENT.matcher(text).matches()) {
            return "the server to accept a line";
        }
        String firstLine = text.replaceFirst("\\\\r\\\\n.*'$", "'");
        String general =
                ANSWER.matcher(ERROR.matcher(firstLine).replaceAll("'$1 n'")).replaceAll("'$1 n$2'");
        return general.length() <= MAX_LENGTH ? general : general.substring(0, MAX_LENGTH) + "...";
    }
}
