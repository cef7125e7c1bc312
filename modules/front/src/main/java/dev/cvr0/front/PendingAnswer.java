// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.protocol.Command;
import java.util.Optional;

/** A CVR or CVQ that the emulator has not answered yet. Used on one event loop. */
final class PendingAnswer {

    private final Command request;
    private boolean decided;
    private Optional<Advice> advice = Optional.empty();

    PendingAnswer(Command request) {
        this.request = request;
    }

    long id() {
        return request.transactionId().value();
    }

    boolean isDecided() {
        return decided;
    }

    /** Sets the advice that replaces the emulator's answer; without advice, the emulator's answer is passed on. */
    void decide(Optional<Advice> advice) {
        this.decided = true;
        this.advice = advice;
    }

    boolean isAnsweredBy(Line line) {
        return (line.verb().equals(request.verb().name()) || line.isError()) && line.hasId(id());
    }

    /** Returns the line that replaces the emulator's answer. */
    Optional<String> replacement() {
        return advice.flatMap(given -> request.answer(given.parameters()).line());
    }
}
