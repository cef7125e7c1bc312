// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.RequestResult;
import dev.cvr0.api.protocol.Command;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Follows the lines of a client: from MSNP8 on until the first USR, before that to the end. Asks the policy about each CVR and
 * CVQ; later lines wait for the decision.
 */
final class ClientFollower extends LineFollower {

    private static final String CVR = "CVR";
    private static final String CVQ = "CVQ";
    private static final String USR = "USR";

    private final SignIn signIn;
    private boolean deciding;

    ClientFollower(RelayConnection connection, SignIn signIn) {
        super(connection);
        this.signIn = signIn;
    }

    @Override
    int payload(Line line) {
        return Payloads.ofClient(signIn.dialect(), line);
    }

    @Override
    boolean isHeld() {
        return deciding;
    }

    @Override
    void handle(Line line, ByteBuf frame, List<Object> out) {
        Optional<Command> request =
                line.verb().equals(CVR) || line.verb().equals(CVQ) ? line.command() : Optional.empty();
        if (request.isPresent() && signIn.canAdd()) {
            ask(request.get(), frame);
        } else {
            out.add(frame);
            if (line.verb().equals(USR) && !signIn.isFollowedToTheEnd()) {
                signIn.usr(line.id());
                stop();
            } else if (!signIn.isEmulatorFollowed()) {
                stop();
            }
        }
    }

    @Override
    void stopped() {
        signIn.clientDone();
        connection().emulatorFollower().ifPresent(EmulatorFollower::stopIfComplete);
    }

    private void ask(Command request, ByteBuf frame) {
        PendingAnswer pending = new PendingAnswer(request);
        signIn.add(pending);
        context().fireChannelRead(frame);
        // Flushed before the policy is asked, so that the emulator answers in the meantime. Pipelined lines stay
        // together.
        if (actualReadableBytes() == 0) {
            context().fireChannelReadComplete();
        }
        CompletableFuture<Optional<Decision>> decision = CompletableFuture.completedFuture(request)
                .thenCompose(asked -> connection()
                        .context()
                        .versions()
                        .respond(asked, signIn.offered(), connection().client()))
                .handle(this::decision);
        if (decision.isDone()) {
            decide(request, pending, decision.join());
        } else {
            deciding = true;
            var unused = decision.thenAccept(
                    made -> context().executor().execute(() -> decideLater(request, pending, made)));
        }
    }

    // Without a decision, the emulator's answer is passed on.
    private Optional<Decision> decision(@Nullable RequestResult result, @Nullable Throwable failure) {
        if (failure != null) {
            connection().context().log().policyFailed(failure);
        }
        return result instanceof Decision decision && decision.advice().isPresent()
                ? Optional.of(decision)
                : Optional.empty();
    }

    private void decideLater(Command request, PendingAnswer pending, Optional<Decision> decision) {
        deciding = false;
        if (connection().isRelaying()) {
            decide(request, pending, decision);
        }
        if (connection().isRelaying()) {
            connection().emulatorFollower().ifPresent(EmulatorFollower::resume);
            resume();
        }
    }

    private void decide(Command request, PendingAnswer pending, Optional<Decision> decision) {
        if (decision.isPresent() && decision.get().enforcement() != Enforcement.ADVISE) {
            enforce(request, decision.get());
            return;
        }
        pending.decide(decision.flatMap(Decision::advice));
        connection()
                .context()
                .counters()
                .increment(decision.isPresent() ? RelayEvent.ANSWER_REPLACED : RelayEvent.ANSWER_PASSED);
        if (decision.filter(Decision::belowMinimum).isPresent()) {
            connection().context().counters().increment(RelayEvent.ADVISED_BELOW_MINIMUM);
        }
    }

    // The emulator is left, so its answer does not matter.
    private void enforce(Command request, Decision decision) {
        // Within a payload of the emulator, the client would read the advice as a part of it.
        if (connection()
                .emulatorFollower()
                .filter(LineFollower::isWithinPayload)
                .isEmpty()) {
            decision.advice()
                    .flatMap(advice -> request.answer(advice.parameters()).line())
                    .ifPresent(line -> connection().channel().writeAndFlush(EmulatorFollower.encode(context(), line)));
        }
        connection().context().log().enforced(connection().address(), decision);
        // Before MSNP8, the client has already signed in, so no USR can be refused.
        if (decision.enforcement() == Enforcement.REJECT && !signIn.isFollowedToTheEnd()) {
            connection().context().counters().increment(RelayEvent.REJECTED);
            connection().reject(this);
        } else {
            connection().context().counters().increment(RelayEvent.CLOSED);
            internalBuffer().skipBytes(actualReadableBytes());
            connection().end(this);
        }
    }
}
