// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.yaml;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.SourceLocation;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** A mistake in YAML, in the words of people who write catalogs instead of those of a parser. */
record YamlProblem(SourceLocation location, String message) {

    private static final int MAX_PROBLEM_LENGTH = 240;
    private static final Pattern WRONG_START = Pattern.compile("found character '(.)' that cannot start any token.*");
    private static final Pattern WRONG_ESCAPE = Pattern.compile("found unknown escape character (.).*");

    /** Describes an exception of the parser, which had read a text up to a scalar. */
    static YamlProblem of(YamlDocument document, MarkedYamlEngineException e, Optional<ScalarEvent> lastScalar) {
        SourceLocation found =
                YamlDocument.location(document.source(), e.getProblemMark().or(e::getContextMark));
        SourceLocation start =
                YamlDocument.location(document.source(), e.getContextMark().or(e::getProblemMark));
        String problem = String.valueOf(e.getProblem());
        if (problem.startsWith("found unexpected end of stream")) {
            return new YamlProblem(start, "the quote that opens here is not closed; close it");
        }
        Optional<ScalarEvent> quoted = lastScalar.filter(YamlProblem::isQuotedOverLines);
        if (quoted.isPresent()) {
            SourceLocation opened =
                    YamlDocument.location(document.source(), quoted.get().getStartMark());
            return new YamlProblem(
                    opened,
                    "the quote that opens here is closed by another one, in line "
                            + line(quoted.get().getEndMark()) + "; close it where its text ends");
        }
        if (problem.contains("TAB")) {
            return new YamlProblem(found, "a tab is not allowed here; use spaces");
        }
        if (problem.equals("mapping values are not allowed here")) {
            return document.lineBefore(found).matches("(- +)*[^:]+:\\s+\\S.*")
                    ? new YamlProblem(found, "a colon in a text without quotes; put the text in quotes")
                    : new YamlProblem(found, "the key continues the text above; align it with the other keys");
        }
        if (problem.startsWith("could not find expected ':'")) {
            return new YamlProblem(start, "the key has no value; write a colon and a space after the key");
        }
        if (problem.startsWith("expected ',' or ")) {
            return new YamlProblem(
                    start,
                    "the list or mapping that opens here is not closed, or a comma is missing, before line "
                            + found.line() + ", column " + found.column() + "; close it or add the comma");
        }
        return new YamlProblem(found, textOf(problem));
    }

    private static String textOf(String problem) {
        Matcher wrongStart = WRONG_START.matcher(problem);
        if (wrongStart.matches()) {
            return "a text cannot begin with " + LogSafeText.quote(wrongStart.group(1)) + "; put it in quotes";
        }
        Matcher wrongEscape = WRONG_ESCAPE.matcher(problem);
        if (wrongEscape.matches()) {
            return "unknown escape " + LogSafeText.quote("\\" + wrongEscape.group(1))
                    + " in double quotes; double the backslash or use single quotes";
        }
        if (problem.startsWith("expected <block end>, but found '<scalar>'")) {
            return "text after the end of a value; remove it, or put the whole value in quotes";
        }
        if (problem.startsWith("expected <block end>")) {
            return "wrong indentation; align the line with the others of its mapping or list";
        }
        if (problem.startsWith("expected the node content")) {
            return "a value is missing; add it";
        }
        if (problem.startsWith("but found another document")) {
            return "the file has more than one document; remove the line '---'";
        }
        return "not valid YAML: " + LogSafeText.escape(problem, MAX_PROBLEM_LENGTH);
    }

    private static boolean isQuotedOverLines(ScalarEvent scalar) {
        return (scalar.isSQuoted() || scalar.isDQuoted()) && line(scalar.getStartMark()) < line(scalar.getEndMark());
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(-1) + 1;
    }
}
