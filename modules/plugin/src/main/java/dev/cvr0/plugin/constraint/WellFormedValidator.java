// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import dev.cvr0.api.protocol.Token;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Validates a {@link WellFormed}. */
public final class WellFormedValidator implements ConstraintValidator<WellFormed, String> {

    private static final int ESCAPE_LENGTH = 3;

    private int min;
    private int max;

    @Override
    public void initialize(WellFormed constraint) {
        min = constraint.min();
        max = constraint.max();
    }

    @Override
    public boolean isValid(String parameter, ConstraintValidatorContext context) {
        return parameter.length() >= min
                && parameter.length() <= max
                && isText(parameter)
                && (parameter.indexOf('%') < 0 || decodesToText(parameter));
    }

    private static boolean isText(CharSequence text) {
        int i = 0;
        while (i < text.length()) {
            int character = Character.codePointAt(text, i);
            if (Token.isControlOrMalformed(character)) {
                return false;
            }
            i += Character.charCount(character);
        }
        return true;
    }

    private static boolean decodesToText(String parameter) {
        try {
            return isText(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(percentDecoded(parameter))));
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] percentDecoded(String parameter) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int i = 0;
        while (i < parameter.length()) {
            if (isEscape(parameter, i)) {
                bytes.write(HexFormat.fromHexDigits(parameter, i + 1, i + ESCAPE_LENGTH));
                i += ESCAPE_LENGTH;
            } else {
                int next = parameter.offsetByCodePoints(i, 1);
                bytes.writeBytes(parameter.substring(i, next).getBytes(StandardCharsets.UTF_8));
                i = next;
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isEscape(String parameter, int index) {
        return parameter.charAt(index) == '%'
                && index + ESCAPE_LENGTH <= parameter.length()
                && HexFormat.isHexDigit(parameter.charAt(index + 1))
                && HexFormat.isHexDigit(parameter.charAt(index + 2));
    }
}
