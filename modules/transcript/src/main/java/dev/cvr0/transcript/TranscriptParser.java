// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Parses one transcript line by line and collects the problems. For one call. */
final class TranscriptParser {

    private static final int MAX_LENGTH = 16_384;
    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_QUOTE = 60;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String HEADER = "==";
    private static final Pattern SETTING = Pattern.compile("with ([a-z0-9.-]+)=(.*)");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");
    private static final Set<String> END = Set.of("open", "closed");
    private static final String ESCAPES_IN_A_LINE = "s\\";
    private static final Bytes LINE_END = Bytes.ofText("\r\n");

    private final String source;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Dialogue> dialogues = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int problemCount;
    private int number;

    // the current dialogue; headerLine is 0 before the first one
    private int headerLine;
    private String name = "";
    private final List<String> comments = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private boolean ended;
    private int earlierProblems;

    TranscriptParser(String source) {
        this.source = source;
    }

    Transcript parse(String text) {
        parseLines(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        if (problemCount > MAX_PROBLEMS) {
            problems.add(source + ": and " + (problemCount - MAX_PROBLEMS) + " more");
        }
        if (problemCount > 0) {
            throw new TranscriptException(problems);
        }
        return new Transcript(source, settings, dialogues);
    }

    private void parseLines(String text) {
        if (text.length() > Transcript.MAX_SIZE) {
            problem(1, "the transcript is too large, expected at most " + Transcript.MAX_SIZE + " bytes");
            return;
        }
        for (String line : text.split("\n", -1)) {
            number++;
            try {
                parseLine(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            } catch (IllegalArgumentException e) {
                problem(number, String.valueOf(e.getMessage()));
            }
        }
        endDialogue();
        if (dialogues.isEmpty() && problemCount == 0) {
            problem(1, "the transcript has no dialogue, expected '== name' and steps");
        }
    }

    private void parseLine(String line) {
        boolean header = line.startsWith(HEADER);
        if (header) {
            endDialogue();
            name = line.substring(HEADER.length()).strip();
            headerLine = number;
            comments.clear();
            steps.clear();
            ended = false;
            earlierProblems = problemCount;
            if (!line.startsWith("== ") || name.isEmpty()) {
                problem(number, "the dialogue has no name, expected '== name'");
            }
        }
        require(line.length() <= MAX_LENGTH, "the line is too long, expected at most " + MAX_LENGTH + " characters");
        require(
                !INVISIBLE.matcher(line).find(),
                "the line contains a control character or malformed text, expected an escape such as \\x09");
        if (line.startsWith("#")) {
            parseComment(line, line.substring(1).strip());
        } else if (!header && !line.isBlank()) {
            parseStep(line);
        }
    }

    private void endDialogue() {
        if (headerLine > 0) {
            if (steps.isEmpty() && problemCount == earlierProblems) {
                problem(headerLine, "the dialogue has no steps, expected at least one");
            }
            dialogues.add(new Dialogue(name, comments, steps, headerLine));
        }
    }

    private void parseComment(String line, String comment) {
        Matcher setting = SETTING.matcher(comment);
        if (setting.matches()) {
            require(headerLine == 0, "the setting is inside a dialogue, move it before the first '== name'");
            String key = setting.group(1);
            require(!settings.containsKey(key), "the setting " + key + " is declared twice, remove one of them");
            settings.put(key, setting.group(2).strip());
        } else if (headerLine > 0) {
            comments.add(comment);
        } else {
            require(
                    !comment.startsWith("with ") || !comment.contains("="),
                    quoted(line) + " is not a setting, expected '# with key=value'");
        }
    }

    private void parseStep(String line) {
        require(headerLine > 0, quoted(line) + " is before the first dialogue, expected '== name' or '# text'");
        require(!ended, quoted(line) + " follows 'open' or 'closed', which end the dialogue");
        Step step = step(line);
        ended = END.contains(line.stripTrailing());
        int last = steps.size() - 1;
        // consecutive client lines are sent in one write
        if (last >= 0 && steps.get(last) instanceof Step.Send earlier && step instanceof Step.Send later) {
            steps.set(last, new Step.Send(earlier.bytes().plus(later.bytes()), earlier.line()));
        } else {
            steps.add(step);
        }
    }

    private Step step(String line) {
        String keyword = line.stripTrailing();
        return switch (line.length() < 2 || END.contains(keyword) ? keyword : line.substring(0, 2)) {
            case "open" -> new Step.ExpectOpen(number);
            case "closed" -> new Step.ExpectClosed(number);
            case "C:" ->
                new Step.Send(Bytes.unescape(content(line), ESCAPES_IN_A_LINE).plus(LINE_END), number);
            case "C>" -> {
                Bytes bytes = Bytes.unescape(content(line));
                require(bytes.length() > 0, "nothing to send, expected bytes after 'C> '");
                yield new Step.Send(bytes, number);
            }
            case "S:" -> {
                Bytes answer = Bytes.unescape(content(line), ESCAPES_IN_A_LINE);
                require(answer.indexOf('\n') < 0, "the answer contains a line feed, expected an 'S: ' for each line");
                yield new Step.ExpectLine(answer, number);
            }
            case "S~" -> pattern(content(line));
            default ->
                throw new IllegalArgumentException(
                        "unknown line " + quoted(line)
                                + ", expected a line that begins with '== ', '# ', 'C: ', 'C> ', 'S: ' or 'S~ ', or 'open' or 'closed'");
        };
    }

    private static String content(String line) {
        String rest = line.substring(2);
        require(
                rest.isEmpty() || rest.startsWith(" "),
                "no space after '" + line.substring(0, 2) + "', expected exactly one");
        require(!rest.endsWith(" "), "the line ends with a space, expected \\s if the space is intended");
        return rest.isEmpty() ? rest : rest.substring(1);
    }

    private Step pattern(String regex) {
        require(!regex.isEmpty(), "no pattern, expected a regular expression after 'S~ '");
        try {
            return new Step.ExpectPattern(regex, number);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("invalid pattern (" + e.getDescription() + " near character "
                    + (e.getIndex() + 1) + "), expected a regular expression");
        }
    }

    private static void require(boolean valid, String problem) {
        if (!valid) {
            throw new IllegalArgumentException(problem);
        }
    }

    private void problem(int line, String problem) {
        problemCount++;
        if (problemCount <= MAX_PROBLEMS) {
            problems.add(source + ":" + line + ": " + problem);
        }
    }

    private static String quoted(String text) {
        Bytes bytes = Bytes.ofText(text);
        return bytes.length() <= MAX_QUOTE
                ? bytes.quoted()
                : bytes.slice(0, MAX_QUOTE).quoted() + "...";
    }
}
