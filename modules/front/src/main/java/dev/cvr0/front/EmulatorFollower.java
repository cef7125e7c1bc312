// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.protocol.Verb;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Follows the lines of the emulator: until it has answered VER, every CVR and the first USR; before MSNP8 to the end. Replaces
 * its answers to CVR and CVQ, and the addresses in XFR.
 */
final class EmulatorFollower extends LineFollower {

    private static final short CR_LF = 0x0D0A;

    private final SignIn signIn;
    private boolean negotiating = true;

    EmulatorFollower(RelayConnection connection, SignIn signIn) {
        super(connection);
        this.signIn = signIn;
    }

    /** Encodes a line, each character as a byte. */
    static ByteBuf encode(ChannelHandlerContext ctx, String line) {
        return ctx.alloc()
                .ioBuffer(line.length() + Short.BYTES)
                .writeBytes(line.getBytes(StandardCharsets.ISO_8859_1))
                .writeShort(CR_LF);
    }

    @Override
    int payload(Line line) {
        return Payloads.ofEmulator(signIn.dialect(), line);
    }

    @Override
    boolean mustWait(Line line) {
        return signIn.pending(line).filter(pending -> !pending.isDecided()).isPresent();
    }

    @Override
    void handle(Line line, ByteBuf frame, List<Object> out) {
        if (negotiating) {
            negotiate(line, frame);
        } else {
            out.add(rewrite(line, frame));
            stopIfComplete();
            connection().endIfIdle();
        }
    }

    // The line is passed on before the lines of the client are handled: they may be answered by the relay.
    private void negotiate(Line line, ByteBuf frame) {
        boolean answer = line.verb().equals(Verb.VER.name());
        boolean agreed = answer && signIn.agree(line);
        if (answer && !agreed && !connection().isEmulatorNeeded()) {
            frame.release();
            return;
        }
        context().fireChannelRead(frame);
        // Flushed before the next stage is set up, which the client does not have to wait for.
        context().fireChannelReadComplete();
        if (agreed) {
            negotiating = false;
            connection().agreed(signIn);
        } else if (answer || line.isError()) {
            stop();
        }
    }

    private ByteBuf rewrite(Line line, ByteBuf frame) {
        Optional<PendingAnswer> pending = signIn.pending(line);
        if (pending.isPresent()) {
            signIn.remove(pending.get());
            Optional<String> replacement =
                    line.isError() ? Optional.empty() : pending.get().replacement();
            return replacement.isPresent() ? replace(frame, replacement.get()) : frame;
        }
        signIn.note(line);
        if (Transfers.isTransfer(line)) {
            String rewritten = connection().context().transfers().rewrite(line.text());
            return rewritten.equals(line.text()) ? frame : replace(frame, rewritten);
        }
        return frame;
    }

    /** Stops if the client's lines need no answer any more. */
    void stopIfComplete() {
        if (signIn.isComplete()) {
            stop();
        }
    }

    @Override
    void ended() {
        if (!negotiating || connection().isEmulatorNeeded()) {
            super.ended();
        }
    }

    @Override
    void stopped() {
        signIn.emulatorDone();
        if (negotiating) {
            connection().passThrough();
        } else {
            connection().signedIn();
        }
    }

    private ByteBuf replace(ByteBuf frame, String line) {
        frame.release();
        return encode(context(), line);
    }
}
