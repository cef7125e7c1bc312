// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses a transcript: splits the text into lines, and the lines into a head and dialogues. For one call. */
final class TranscriptParser {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String source;
    private final Problems problems;

    TranscriptParser(String source) {
        this.source = source;
        this.problems = new Problems(source);
    }

    Transcript parse(String text) {
        if (text.length() > Transcript.MAX_SIZE) {
            problems.add(1, "the transcript is too large, expected at most " + Transcript.MAX_SIZE + " bytes");
            problems.throwIfAny();
        }
        List<SourceLine> lines = lines(text);
        int head = endOfBlock(lines, 0);
        Map<String, String> settings = settings(lines.subList(0, head));
        List<Dialogue> dialogues = dialogues(lines, head);
        if (dialogues.isEmpty() && problems.isEmpty()) {
            problems.add(1, "there is no dialogue, expected '== name' and steps");
        }
        problems.throwIfAny();
        return new Transcript(source, settings, dialogues);
    }

    private Map<String, String> settings(List<SourceLine> head) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (SourceLine line : head) {
            Optional<String> problem = line.validate().or(() -> validateHead(line));
            problem.ifPresent(text -> problems.add(line.number(), text));
            if (problem.isEmpty()) {
                line.setting()
                        .filter(setting -> settings.putIfAbsent(setting.getKey(), setting.getValue()) != null)
                        .ifPresent(setting -> problems.add(
                                line.number(),
                                "the setting " + setting.getKey() + " is given twice, expected it once"));
            }
        }
        return settings;
    }

    private static Optional<String> validateHead(SourceLine line) {
        if (line.isBlank() || line.setting().isPresent()) {
            return Optional.empty();
        }
        if (!line.isComment()) {
            return Optional.of(
                    Problems.quoted(line.text()) + " stands before the first dialogue, expected '== name' or '# text'");
        }
        return line.comment().startsWith("with ") && line.comment().contains("=")
                ? Optional.of(Problems.quoted(line.text()) + " is no setting, expected '# with key=value'")
                : Optional.empty();
    }

    private List<Dialogue> dialogues(List<SourceLine> lines, int head) {
        List<Dialogue> dialogues = new ArrayList<>();
        for (int start = head; start < lines.size(); ) {
            int end = endOfBlock(lines, start + 1);
            dialogues.add(new DialogueParser(problems).parse(lines.get(start), lines.subList(start + 1, end)));
            start = end;
        }
        return dialogues;
    }

    private static int endOfBlock(List<SourceLine> lines, int start) {
        int end = start;
        while (end < lines.size() && !lines.get(end).isDialogue()) {
            end++;
        }
        return end;
    }

    private static List<SourceLine> lines(String text) {
        List<SourceLine> lines = new ArrayList<>();
        for (String line : withoutMark(text).split("\n", -1)) {
            lines.add(new SourceLine(lines.size() + 1, withoutReturn(line)));
        }
        return lines;
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
