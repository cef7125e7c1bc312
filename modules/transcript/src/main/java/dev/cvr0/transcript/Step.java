// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One thing that happens in a {@link Dialogue}.
 *
 * @since 0.1
 */
public sealed interface Step {

    /**
     * Where the step stands in its file.
     *
     * @return the line number, from 1
     */
    int line();

    /**
     * The client sends bytes, in one write.
     *
     * @param bytes what to send, terminators included
     * @param line the line number of the first of the lines that make up the write
     */
    record Send(Bytes bytes, int line) implements Step {

        /** Checks that nothing is missing. */
        public Send {
            Objects.requireNonNull(bytes, "bytes");
        }
    }

    /**
     * The server answers exactly this line, ended by CRLF.
     *
     * @param content the line without its terminator
     * @param line the line number
     */
    record ExpectLine(Bytes content, int line) implements Step {

        /** Checks that nothing is missing. */
        public ExpectLine {
            Objects.requireNonNull(content, "content");
        }
    }

    /**
     * The server answers a line, ended by CRLF, that matches a pattern from its first to its last character.
     *
     * @param regex a regular expression of {@link Pattern}
     * @param line the line number
     */
    record ExpectPattern(String regex, int line) implements Step {

        /**
         * @throws java.util.regex.PatternSyntaxException if the regular expression is none
         */
        public ExpectPattern {
            Pattern.compile(regex);
        }
    }

    /**
     * Nothing more arrives within the quiet time, and the connection stays open.
     *
     * @param line the line number
     */
    record ExpectOpen(int line) implements Step {}

    /**
     * The server closes, with an orderly end of stream and nothing more sent.
     *
     * @param line the line number
     */
    record ExpectClosed(int line) implements Step {}
}
