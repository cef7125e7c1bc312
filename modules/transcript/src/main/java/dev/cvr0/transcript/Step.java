// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One step of a {@link Dialogue}.
 *
 * @since 0.1
 */
public sealed interface Step {

    /**
     * Returns the position of the step in its file.
     *
     * @return the line number, from 1
     */
    int line();

    /**
     * The client sends bytes in one write.
     *
     * @param bytes the bytes, including line terminators
     * @param line the number of the first line of the write
     */
    record Send(Bytes bytes, int line) implements Step {

        /** Rejects null. */
        public Send {
            Objects.requireNonNull(bytes, "bytes");
        }
    }

    /**
     * The server sends exactly this line and CRLF.
     *
     * @param content the line without its terminator
     * @param line the line number
     */
    record ExpectLine(Bytes content, int line) implements Step {

        /** Rejects null. */
        public ExpectLine {
            Objects.requireNonNull(content, "content");
        }
    }

    /**
     * The server sends a line and CRLF, and the whole line matches a pattern.
     *
     * @param regex a regular expression of {@link Pattern}
     * @param line the line number
     */
    record ExpectPattern(String regex, int line) implements Step {

        /**
         * @throws java.util.regex.PatternSyntaxException if the regular expression is invalid
         */
        public ExpectPattern {
            Pattern.compile(regex);
        }
    }

    /**
     * The server sends nothing more within the quiet time, and the connection stays open.
     *
     * @param line the line number
     */
    record ExpectOpen(int line) implements Step {}

    /**
     * The server ends the stream in an orderly way and sends nothing more.
     *
     * @param line the line number
     */
    record ExpectClosed(int line) implements Step {}
}
