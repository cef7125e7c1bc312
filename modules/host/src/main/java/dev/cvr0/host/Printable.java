// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

/** A client's text made fit for a log: printable ASCII on one line, and short. */
record Printable(String text) {

    private static final int LONGEST = 80;

    @Override
    public String toString() {
        StringBuilder printable = new StringBuilder(LONGEST);
        text.chars().limit(LONGEST).forEach(c -> append(printable, (char) c));
        return "'" + printable + (text.length() > LONGEST ? "'..." : "'");
    }

    private static void append(StringBuilder printable, char c) {
        if (c >= ' ' && c < 0x7F && c != '\\' && c != '\'') {
            printable.append(c);
        } else {
            printable.append(String.format("\\u%04x", (int) c));
        }
    }
}
