// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.regex.Pattern;

/**
 * One step of a {@link Dialogue}.
 *
 * @since 0.1
 */
public sealed interface Step {

    /** {@return the number of the step's first line in the file, from 1} */
    int line();

    /** The client sends bytes, which include the line terminators, in one write. */
    record Send(Bytes bytes, int line) implements Step {}

    /** The server sends exactly this line and CRLF. The content excludes CRLF. */
    record ExpectLine(Bytes content, int line) implements Step {}

    /** The server sends a line and CRLF. The line without CRLF matches a regular expression as a whole. */
    record ExpectPattern(String regex, int line) implements Step {

        /**
         * @throws java.util.regex.PatternSyntaxException if the expression is not valid for {@link Pattern}
         */
        public ExpectPattern {
            Pattern.compile(regex);
        }
    }

    /** The server sends nothing more within the quiet time, and the connection stays open. */
    record ExpectOpen(int line) implements Step {}

    /** The server ends the stream in an orderly way and sends nothing more. */
    record ExpectClosed(int line) implements Step {}
}
