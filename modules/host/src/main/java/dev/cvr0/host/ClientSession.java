// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.settings.Setting;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * A client's connection. Takes one line at a time from the received bytes, sends its reply, and takes the next line. While
 * a reply is pending or the client does not read its answers, reading pauses and received bytes stay in the buffer.
 *
 * <p>The first lines of a session are answered as soon as they arrive, unless sessions of the same client
 * send many at the same time. Further lines wait in the {@link Backlog} of the event loop, where clients take turns.
 *
 * <p>LF terminates a line; a CR directly before it belongs to the terminator. Malformed UTF-8 becomes U+FFFD.
 *
 * <p>A session ends with a lingering close: it sends the last answer, shuts down its output, and discards the client's
 * bytes until the client closes too, within limits of time and size. Closing a socket with unread bytes would reset the
 * connection, and the reset could discard the answer.
 *
 * <p>Runs on the event loop of its channel, except for the methods that {@link Sessions} calls.
 */
final class ClientSession extends ByteToMessageDecoder implements HostConnection {

    private enum Phase {
        READY,
        WAITING,
        QUEUED,
        LINGERING
    }

    private static final byte LF = '\n';
    private static final byte CR = '\r';
    private static final short CR_LF = 0x0D0A;
    private static final long NEVER = Long.MAX_VALUE / 2;
    // Clients send up to 6 lines until they have signed in.
    private static final int PRIORITY_LINES = 8;
    private static final int LINES_PER_TURN = 4;

    private final SocketChannel channel;
    private final HostContext context;
    private final Session session;
    private final Object turnKey;
    private final long sessionEnd;
    private Phase phase = Phase.READY;
    private ChannelFuture lastWrite;
    private boolean inputEnded;
    private int lines;
    private int turnEnd;
    private int searched;
    private int discarded;
    private boolean keepsOutputAfterError;
    private boolean keepsOutput;
    // Volatile, because the sweep may run on another event loop.
    private volatile long deadline;

    ClientSession(SocketChannel channel, InetAddress client, HostContext context) {
        this.channel = channel;
        this.context = context;
        this.session = new PlainSession(client);
        this.turnKey = context.sessions().turnKey(this);
        this.lastWrite = channel.newSucceededFuture();
        this.sessionEnd = context.sessions().now()
                + context.settings().clients().maxSessionDuration().toNanos();
        expireAfter(context.settings().reading().firstLineTimeout());
    }

    @Override
    public SocketChannel channel() {
        return channel;
    }

    @Override
    public InetAddress client() {
        return session.remoteAddress();
    }

    @Override
    public void expireIfDue(long now) {
        if (deadline - now <= 0) {
            channel.eventLoop().execute(this::expire);
        }
    }

    @Override
    public void finish() {
        channel.eventLoop().execute(this::endInput);
    }

    /** Sets the write to complete before the session shuts down its output. Called before the session begins. */
    void endAfter(ChannelFuture write) {
        lastWrite = write;
    }

    /**
     * Leaves it to the client to close the connection after an error, within the close grace. Some clients that sign in, such
     * as aMSN, ignore an error that arrives together with the end.
     */
    void keepOutputAfterError() {
        keepsOutputAfterError = true;
    }

    /** Handles a few more lines. Called by the backlog. */
    void takeTurn() {
        if (phase == Phase.QUEUED) {
            phase = Phase.READY;
            turnEnd = lines + LINES_PER_TURN;
            resume();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (!context.sessions().add(this)) {
            phase = Phase.LINGERING;
            channel.close();
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        phase = Phase.LINGERING;
        context.sessions().remove(this);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (phase == Phase.LINGERING) {
            discard(in);
        } else if (!isReady()) {
            channel.config().setAutoRead(false);
        } else if (lines >= context.settings().clients().maxSessionRequests()) {
            endAtLimit(HostSettings.MAX_SESSION_REQUESTS, "more than " + lines + " lines (cvr0.max-session-requests)");
        } else if (lines < turnEnd || (lines < PRIORITY_LINES && backlog().goesAhead(turnKey))) {
            takeLine(in);
        } else {
            phase = Phase.QUEUED;
            backlog().add(turnKey, this);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flushAnswers();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (isReady()) {
            resume();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            endInput();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            context.log().connectionLost(channel.remoteAddress(), cause);
        } else {
            context.log().internalError(cause);
        }
        channel.close();
    }

    private Backlog backlog() {
        return context.sessions().backlog(channel.eventLoop());
    }

    private boolean isReady() {
        return phase == Phase.READY && channel.isWritable();
    }

    private void takeLine(ByteBuf in) {
        int maxBytes = context.settings().reading().maxLineBytes();
        int start = in.readerIndex();
        // Each byte is searched once, even if the line arrives byte by byte.
        int found = in.indexOf(start + searched, in.writerIndex(), LF);
        int length = found < 0 ? in.readableBytes() : found - start;
        if (length >= maxBytes) {
            context.sessions().countRejection(HostSettings.MAX_LINE_BYTES);
            end("line longer than " + maxBytes + " bytes");
        } else if (found < 0) {
            searched = length;
        } else {
            searched = 0;
            lines++;
            boolean hasCr = length > 0 && in.getByte(found - 1) == CR;
            in.skipBytes(length + 1);
            handle(in.toString(start, hasCr ? length - 1 : length, StandardCharsets.UTF_8));
        }
    }

    private void handle(String line) {
        if (!line.isEmpty()) {
            expireAfter(context.settings().reading().idleTimeout());
            Command.tryParse(line).ifPresentOrElse(this::dispatch, () -> reject(line));
        }
    }

    private void reject(String line) {
        context.log().malformed(channel.remoteAddress(), line);
        end("malformed command");
    }

    private void dispatch(Command command) {
        CompletableFuture<Reply> reply = context.dispatcher().dispatch(command, session);
        if (reply.isDone()) {
            send(command, reply.join());
        } else {
            phase = Phase.WAITING;
            deadline = context.sessions().now() + NEVER;
            var unused = reply.thenAccept(later -> resumeLater(command, later));
        }
    }

    private void resumeLater(Command command, Reply reply) {
        try {
            channel.eventLoop().execute(() -> resumeWith(command, reply));
        } catch (RejectedExecutionException stopped) {
            context.log().lateReply(command);
        }
    }

    private void resumeWith(Command command, Reply reply) {
        if (phase == Phase.WAITING) {
            phase = Phase.READY;
            expireAfter(context.settings().reading().idleTimeout());
            send(command, reply);
            resume();
        }
    }

    // Handles the lines that arrived during the pause.
    private void resume() {
        channel.pipeline().fireChannelRead(Unpooled.EMPTY_BUFFER);
        if (isReady() && !channel.isInputShutdown()) {
            channel.config().setAutoRead(true);
        }
        flushAnswers();
    }

    private void send(Command command, Reply reply) {
        reply.line().ifPresent(line -> answer(command, line));
        if (reply instanceof Reply.Declined) {
            end("no handler for the command");
        } else if (reply.endsSession()) {
            keepsOutput = keepsOutputAfterError && reply instanceof Reply.Refusal;
            end("the reply ends the session");
        }
    }

    private void answer(Command command, String line) {
        context.log().answered(channel, command, line);
        ByteBuf answer = channel.alloc().ioBuffer(line.length() + Short.BYTES);
        // The line is printable ASCII. ISO-8859-1 is the fastest encoding for it, because no character needs a check.
        answer.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1)).writeShort(CR_LF);
        lastWrite = channel.write(answer);
    }

    private void endInput() {
        inputEnded = true;
        flushAnswers();
    }

    // Flushes once for all lines that were received together.
    private void flushAnswers() {
        channel.flush();
        if (inputEnded && isReady()) {
            end("end of input");
        }
    }

    private void expire() {
        if (deadline - context.sessions().now() > 0) {
            // A line was received in the meantime.
            return;
        }
        if (phase == Phase.LINGERING) {
            channel.close();
        } else if (sessionEnd - context.sessions().now() <= 0) {
            endAtLimit(HostSettings.MAX_SESSION_DURATION, "open too long (cvr0.max-session-duration)");
        } else {
            end("timeout");
        }
    }

    private void endAtLimit(Setting<?> limit, String reason) {
        context.sessions().countRejection(limit);
        context.log().sessionLimitReached(channel.remoteAddress(), reason);
        end(reason);
    }

    private void end(String reason) {
        context.log().ending(channel.remoteAddress(), reason);
        phase = Phase.LINGERING;
        internalBuffer().skipBytes(actualReadableBytes());
        deadline = context.sessions().now()
                + context.settings().closing().closeGrace().toNanos();
        if (!channel.isInputShutdown()) {
            channel.config().setAutoRead(true);
        }
        lastWrite.addListener(this::endOutput);
        channel.flush();
    }

    private void endOutput(Future<? super Void> written) {
        if (!written.isSuccess() || channel.isInputShutdown()) {
            channel.close();
        } else {
            // The channel then closes as soon as the client ends its side.
            channel.config().setAllowHalfClosure(false);
            if (!keepsOutput) {
                context.transport().shutdownOutput(channel);
            }
        }
    }

    private void discard(ByteBuf in) {
        discarded += in.readableBytes();
        in.skipBytes(in.readableBytes());
        if (discarded > context.settings().closing().drainBytes()) {
            channel.close();
        }
    }

    private void expireAfter(Duration limit) {
        long now = context.sessions().now();
        deadline = now + Math.min(limit.toNanos(), sessionEnd - now);
    }
}
