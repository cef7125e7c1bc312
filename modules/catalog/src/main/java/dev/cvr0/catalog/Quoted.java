// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

/** Text of a file or a client, made fit for a message: in quotes, on one line, in printable ASCII, and cut. */
record Quoted(String text) {

    private static final int LONGEST = 80;

    static String quote(String text) {
        return new Quoted(text).toString();
    }

    /** What is escaped but neither cut nor in quotes. */
    String escaped() {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c >= ' ' && c <= '~') {
                escaped.append((char) c);
            } else {
                escaped.append(String.format("\\u%04x", c));
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        boolean fits = text.length() <= LONGEST;
        String shown = fits ? text : text.substring(0, LONGEST);
        return "'" + new Quoted(shown).escaped() + (fits ? "'" : "...'");
    }
}
