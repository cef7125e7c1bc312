// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import dev.cvr0.api.protocol.Token;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks a {@link WellFormed}. */
public final class WellFormedValidator implements ConstraintValidator<WellFormed, CharSequence> {

    private static final int ESCAPE_LENGTH = 3;

    private int min;
    private int max;

    @Override
    public void initialize(WellFormed constraint) {
        min = constraint.min();
        max = constraint.max();
    }

    @Override
    public boolean isValid(CharSequence parameter, ConstraintValidatorContext context) {
        int length = Character.codePointCount(parameter, 0, parameter.length());
        return length >= min
                && length <= max
                && isText(parameter)
                && (isWithoutEscapes(parameter) || isTextWithoutEscapes(parameter.toString()));
    }

    private static boolean isText(CharSequence text) {
        for (int i = 0; i < text.length(); i += Character.charCount(Character.codePointAt(text, i))) {
            if (Token.isControlOrMalformed(Character.codePointAt(text, i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWithoutEscapes(CharSequence parameter) {
        for (int i = 0; i < parameter.length(); i++) {
            if (parameter.charAt(i) == '%') {
                return false;
            }
        }
        return true;
    }

    private static boolean isTextWithoutEscapes(String parameter) {
        try {
            return isText(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(unescaped(parameter))));
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] unescaped(String parameter) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int i = 0;
        while (i < parameter.length()) {
            int escaped = escapedByte(parameter, i);
            if (escaped >= 0) {
                bytes.write(escaped);
                i += ESCAPE_LENGTH;
            } else {
                int next = parameter.offsetByCodePoints(i, 1);
                bytes.writeBytes(parameter.substring(i, next).getBytes(StandardCharsets.UTF_8));
                i = next;
            }
        }
        return bytes.toByteArray();
    }

    private static int escapedByte(String parameter, int index) {
        if (parameter.charAt(index) != '%' || index + ESCAPE_LENGTH > parameter.length()) {
            return -1;
        }
        int high = hexDigit(parameter.charAt(index + 1));
        int low = hexDigit(parameter.charAt(index + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    // Character.digit would take the digits of every script.
    private static int hexDigit(char c) {
        return c < 0x7F ? Character.digit(c, 16) : -1;
    }
}
