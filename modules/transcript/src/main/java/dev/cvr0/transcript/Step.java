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

    /** The client sends bytes, including line terminators, in one write. */
    record Send(Bytes bytes, int line) implements Step {}

    /** The server sends exactly this line, terminated by CRLF. The content excludes the CRLF. */
    record ExpectLine(Bytes content, int line) implements Step {}

    /** The server sends a line, terminated by CRLF. The regular expression matches the whole line without the CRLF. */
    record ExpectPattern(String regex, int line) implements Step {

        /**
         * @throws java.util.regex.PatternSyntaxException if the expression is not valid for {@link Pattern}
         */
        public ExpectPattern {
            Pattern.compile(regex);
        }
    }

    /** The server does not send anything within the quiet time, and the connection stays open. */
    record ExpectOpen(int line) implements Step {}

    /** The server closes the stream in an orderly way without sending anything. */
    record ExpectClosed(int line) implements Step {}
}
