// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses one dialogue. For one call. */
final class DialogueParser {

    private final Problems problems;
    private final List<String> comments = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private boolean invalid;

    DialogueParser(Problems problems) {
        this.problems = problems;
    }

    Dialogue parse(SourceLine header, List<SourceLine> body) {
        String name = header.text().substring(SourceLine.DIALOGUE.length()).strip();
        header.validate().ifPresent(problem -> problem(header, problem));
        if (name.isEmpty() || header.text().charAt(SourceLine.DIALOGUE.length()) != ' ') {
            problem(header, "a dialogue has no name, expected '== name'");
        }
        body.forEach(this::read);
        if (steps.isEmpty() && !invalid) {
            problem(header, "the dialogue has no steps, expected at least one");
        }
        return new Dialogue(name, comments, steps, header.number());
    }

    private void read(SourceLine line) {
        Optional<String> problem = line.validate();
        if (problem.isPresent()) {
            problem(line, problem.get());
        } else if (line.setting().isPresent()) {
            problem(line, "a setting stands inside a dialogue, expected it before the first '== name'");
        } else if (line.isComment()) {
            comments.add(line.comment());
        } else if (!line.isBlank()) {
            readStep(line);
        }
    }

    private void readStep(SourceLine line) {
        if (!steps.isEmpty() && isLast(steps.get(steps.size() - 1))) {
            problem(
                    line,
                    Problems.quoted(line.text()) + " follows 'open' or 'closed', expected the end of the dialogue");
            return;
        }
        try {
            add(StepParser.parse(line));
        } catch (IllegalArgumentException e) {
            problem(line, e.getMessage());
        }
    }

    // consecutive lines of the client are one write
    private void add(Step step) {
        int last = steps.size() - 1;
        if (last >= 0 && steps.get(last) instanceof Step.Send earlier && step instanceof Step.Send later) {
            steps.set(last, new Step.Send(earlier.bytes().plus(later.bytes()), earlier.line()));
        } else {
            steps.add(step);
        }
    }

    private static boolean isLast(Step step) {
        return step instanceof Step.ExpectOpen || step instanceof Step.ExpectClosed;
    }

    private void problem(SourceLine line, String problem) {
        invalid = true;
        problems.add(line.number(), problem);
    }
}
