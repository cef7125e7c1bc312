// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.transcript;

import dev.cvr0.transcript.LineReader.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One dialogue on one connection. For one call. */
final class DialogueRun {

    private final Connection connection;
    private final Limits limits;
    private final LineReader reader;
    private final List<Mismatch> mismatches = new ArrayList<>();
    private boolean aborted;

    DialogueRun(Connection connection, Limits limits) {
        this.connection = connection;
        this.limits = limits;
        this.reader = new LineReader(connection);
    }

    List<Mismatch> play(List<Step> steps) {
        for (Step step : steps) {
            if (!aborted) {
                play(step);
            }
        }
        return mismatches;
    }

    private void play(Step step) {
        if (step instanceof Step.Send send) {
            send(send);
        } else if (step instanceof Step.ExpectLine answer) {
            expectLine(answer.line(), answer.content().quoted(), answer.content()::equals);
        } else if (step instanceof Step.ExpectPattern like) {
            String expected = "a line like '" + like.regex() + "'";
            expectLine(like.line(), expected, new LinePattern(like.regex()));
        } else if (step instanceof Step.ExpectOpen open) {
            expectEnd(open.line(), "nothing more on an open connection", limits.quiet(), new Received.Nothing());
        } else {
            expectEnd(step.line(), "the server to close", limits.step(), new Received.EndOfStream());
        }
    }

    private void send(Step.Send send) {
        try {
            connection.send(send.bytes(), limits.step());
        } catch (IOException e) {
            mismatch(
                    send.line(),
                    "the server to take " + send.bytes().quoted(),
                    "a broken connection: " + e.getMessage());
            aborted = true;
        }
    }

    private void expectLine(int line, String expected, Predicate<Bytes> wanted) {
        Result result = reader.line(limits.step());
        if (result instanceof Result.Line answer) {
            if (!answer.isEndedByReturn()) {
                mismatch(line, expected, answer.content().quoted() + " ended by a bare LF instead of CRLF");
            } else if (!wanted.test(answer.content())) {
                mismatch(line, expected, answer.content().quoted());
            }
        } else {
            mismatch(line, expected, result.toString());
            aborted = true;
        }
    }

    private void expectEnd(int line, String expected, Duration wait, Received wanted) {
        Received rest = reader.next(wait);
        if (!rest.equals(wanted)) {
            mismatch(line, expected, LineReader.describe(rest, wait));
        }
    }

    private void mismatch(int line, String expected, String got) {
        mismatches.add(new Mismatch(line, expected, got));
    }
}
