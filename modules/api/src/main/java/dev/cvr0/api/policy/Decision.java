// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Verb;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The decision about one client. It is also the CDI event for every CVQ and CVR with valid parameters, fired before the
 * answer is sent.
 *
 * <p>Observers run on the answering thread and must not block. Their exceptions are logged and have no other effect.
 *
 * <p>A request whose parameters are invalid does not describe a client, so it has no decision; see {@link InvalidRequest}.
 *
 * @param verb the verb of the request
 * @param client the client
 * @param verdict the verdict after the mode for unknown clients and the fallback advice were applied. For
 *     {@link Outcome#FAILED}, {@link Verdict.Refused} with the failure as its reason
 * @param outcome the way in which the verdict was reached
 * @param duration the time from the request to the decision; not negative
 * @see VersionService
 * @see VersionPolicy
 * @since 0.1
 */
public record Decision(Verb verb, ClientProfile client, Verdict verdict, Outcome outcome, Duration duration)
        implements RequestResult {

    /** The way in which a verdict was reached. */
    public enum Outcome {
        /** The policy advised. */
        DECIDED,
        /** The policy did not know the client; the mode for unknown clients allows it. */
        UNKNOWN_CLIENT_ALLOWED,
        /** The policy refused the client, or did not know it and the mode for unknown clients is strict: error 420. */
        REFUSED,
        /** The policy failed; the fallback advice applies. */
        FALLBACK,
        /** The policy failed, and no fallback advice is configured: error 500. */
        FAILED
    }

    /**
     * Checks that the outcome fits the verdict.
     *
     * @throws IllegalArgumentException if a refusal has advice, or another outcome has none, or the duration is negative
     */
    public Decision {
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(verdict, "verdict");
        boolean refusal = outcome == Outcome.REFUSED || outcome == Outcome.FAILED;
        if (verdict instanceof Advice == refusal) {
            throw new IllegalArgumentException("the outcome " + outcome + " cannot have the verdict " + verdict);
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("the duration must not be negative, but is " + duration);
        }
    }

    /**
     * Returns the advice to send.
     *
     * @return the advice; empty if the client gets an error
     */
    public Optional<Advice> advice() {
        return verdict instanceof Advice advice ? Optional.of(advice) : Optional.empty();
    }

    /** {@return whether the client is advised and its version is below the minimum} */
    public boolean belowMinimum() {
        return verdict instanceof Advice advice
                && advice.urgencyFor(client.program().version()) == Urgency.REQUIRED;
    }

    /**
     * Returns the treatment of the client in a session that would continue after the answer.
     *
     * @return the enforcement of the advice if the client is below the minimum, otherwise {@link Enforcement#ADVISE}
     */
    public Enforcement enforcement() {
        return verdict instanceof Advice advice
                ? advice.enforcementFor(client.program().version())
                : Enforcement.ADVISE;
    }

    @Override
    public Optional<ErrorCode> error() {
        return switch (outcome) {
            case DECIDED, UNKNOWN_CLIENT_ALLOWED, FALLBACK -> Optional.empty();
            case REFUSED -> Optional.of(ErrorCode.UNKNOWN_CLIENT);
            case FAILED -> Optional.of(ErrorCode.SERVER_FAILURE);
        };
    }
}
