// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Decodes a text with escapes. For one call. */
final class EscapeDecoder {

    /** The characters allowed after a backslash in a line whose terminator is added. */
    static final String IN_A_LINE = "s\\x";

    /** The characters allowed after a backslash where no terminator is added. */
    static final String IN_BYTES = "srn\\x";

    private final String text;
    private final String allowed;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int next;

    EscapeDecoder(String text, String allowed) {
        this.text = text;
        this.allowed = allowed;
    }

    Bytes bytes() {
        while (next < text.length()) {
            if (text.charAt(next) == '\\') {
                escape();
            } else {
                plain();
            }
        }
        return Bytes.of(bytes.toByteArray());
    }

    private void plain() {
        int end = text.indexOf('\\', next);
        String part = text.substring(next, end < 0 ? text.length() : end);
        bytes.writeBytes(part.getBytes(StandardCharsets.UTF_8));
        next += part.length();
    }

    private void escape() {
        char letter = next + 1 < text.length() ? text.charAt(next + 1) : ' ';
        if (allowed.indexOf(letter) < 0) {
            throw bad();
        }
        switch (letter) {
            case 's' -> bytes.write(' ');
            case 'r' -> bytes.write('\r');
            case 'n' -> bytes.write('\n');
            case 'x' -> hex();
            default -> bytes.write(letter);
        }
        next += 2;
    }

    private void hex() {
        int end = next + 4;
        if (end > text.length() || !text.substring(next + 2, end).chars().allMatch(HexFormat::isHexDigit)) {
            throw bad();
        }
        bytes.write(HexFormat.fromHexDigits(text, next + 2, end));
        next += 2;
    }

    private IllegalArgumentException bad() {
        int end = text.offsetByCodePoints(next, Math.min(2, text.codePointCount(next, text.length())));
        return new IllegalArgumentException("bad escape '" + text.substring(next, end) + "' at character " + (next + 1)
                + " of the text, expected " + expected());
    }

    private String expected() {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < allowed.length(); i++) {
            list.append(i == 0 ? "\\" : i == allowed.length() - 1 ? " or \\" : ", \\")
                    .append(allowed.charAt(i));
        }
        return list + "HH";
    }
}
