// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.regex.PatternSyntaxException;

/** Parses one step. A problem is the message of an {@link IllegalArgumentException}. */
final class StepParser {

    private static final Bytes LINE_END = Bytes.ofText("\r\n");

    private StepParser() {}

    static Step parse(SourceLine line) {
        return switch (line.text().stripTrailing()) {
            case "open" -> new Step.ExpectOpen(line.number());
            case "closed" -> new Step.ExpectClosed(line.number());
            default -> parsePrefixed(line);
        };
    }

    private static Step parsePrefixed(SourceLine line) {
        String prefix = line.text().substring(0, Math.min(2, line.text().length()));
        return switch (prefix) {
            case "C:" -> new Step.Send(unescape(line, EscapeDecoder.IN_A_LINE).plus(LINE_END), line.number());
            case "C>" -> new Step.Send(notEmpty(unescape(line, EscapeDecoder.IN_BYTES)), line.number());
            case "S:" -> new Step.ExpectLine(oneLine(unescape(line, EscapeDecoder.IN_A_LINE)), line.number());
            case "S~" -> new Step.ExpectPattern(regex(line), line.number());
            default ->
                throw new IllegalArgumentException(
                        "unknown line " + Problems.quoted(line.text())
                                + ", expected one that begins with '== ', '# ', 'C: ', 'C> ', 'S: ' or 'S~ ', or 'open' or 'closed'");
        };
    }

    private static Bytes unescape(SourceLine line, String allowed) {
        return new EscapeDecoder(content(line), allowed).bytes();
    }

    private static String content(SourceLine line) {
        String rest = line.text().substring(2);
        if (!rest.isEmpty() && !rest.startsWith(" ")) {
            throw new IllegalArgumentException(
                    "no space after " + Problems.quoted(line.text().substring(0, 2)) + ", expected exactly one");
        }
        if (rest.endsWith(" ")) {
            throw new IllegalArgumentException("a space at the end of the line cannot be seen, expected \\s for one"
                    + " that is meant and nothing for one that is not");
        }
        return rest.isEmpty() ? rest : rest.substring(1);
    }

    private static Bytes notEmpty(Bytes bytes) {
        if (bytes.length() == 0) {
            throw new IllegalArgumentException("nothing to send, expected bytes after 'C> '");
        }
        return bytes;
    }

    private static Bytes oneLine(Bytes content) {
        if (content.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line feed inside an answer, expected an 'S: ' for each line");
        }
        return content;
    }

    private static String regex(SourceLine line) {
        String regex = content(line);
        if (regex.isEmpty()) {
            throw new IllegalArgumentException("no pattern, expected a regular expression after 'S~ '");
        }
        try {
            return new Step.ExpectPattern(regex, line.number()).regex();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("bad pattern (" + e.getDescription() + " near character "
                    + (e.getIndex() + 1) + " of it), expected a regular expression");
        }
    }
}
