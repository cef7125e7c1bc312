// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;

/**
 * One client's session from its first byte to the decision to end it: takes one line at a time, has it answered, and
 * takes the next. Reading pauses while a handler is waited for or the client does not take its answers, so that what
 * is buffered stays small. Runs on the event loop.
 */
final class Connection extends ChannelInboundHandlerAdapter {

    /** What the session is doing. */
    private enum Phase {
        READY,
        WAITING,
        OVER
    }

    private final SocketChannel channel;
    private final Service service;
    private final Session session;
    private final LineBuffer lines;
    private final AnswerBuffer answers;
    private final LineDeadline deadline;
    private Phase phase = Phase.READY;
    private boolean inputEnded;
    private boolean serving;

    Connection(SocketChannel channel, InetSocketAddress client, Service service) {
        HostSettings settings = service.settings();
        this.channel = channel;
        this.service = service;
        this.session = new PlainSession(client.getAddress());
        this.lines = new LineBuffer(settings.lines().maxBytes());
        this.answers = new AnswerBuffer(channel);
        this.deadline = new LineDeadline(
                channel.eventLoop(),
                settings.lines().firstTimeout(),
                settings.lines().idleTimeout(),
                this::expire);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf chunk = (ByteBuf) message;
        if (phase == Phase.OVER || inputEnded) {
            chunk.release();
            return;
        }
        lines.add(ctx.alloc(), chunk);
        serve();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE || event == OpenConnections.Event.FINISH) {
            endInput();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        serve();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        service.lost(channel, cause);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        phase = Phase.OVER;
        deadline.cancel();
        lines.release();
        answers.release();
    }

    private void endInput() {
        inputEnded = true;
        serve();
    }

    private void expire() {
        end("no line within " + deadline.limit());
    }

    // A flush may make the channel writable, which calls back into here: the loop outside carries on then.
    private void serve() {
        if (serving) {
            return;
        }
        serving = true;
        while (canTakeLine()) {
            // What came together came at one time.
            long now = deadline.now();
            while (canTakeLine()) {
                serve(lines.take(), now);
            }
            send();
        }
        serving = false;
        settle();
    }

    private boolean canTakeLine() {
        return phase == Phase.READY && channel.isWritable() && lines.head() == LineBuffer.Head.LINE;
    }

    private void settle() {
        if (phase == Phase.READY && channel.isWritable() && lines.head() == LineBuffer.Head.TOO_LONG) {
            end("a line of more than " + service.settings().lines().maxBytes() + " bytes");
        } else if (phase == Phase.READY && channel.isWritable() && inputEnded) {
            end("no more input");
        } else if (phase != Phase.OVER) {
            channel.config().setAutoRead(phase == Phase.READY && channel.isWritable() && !inputEnded);
        }
    }

    private void serve(String line, long now) {
        if (line.isEmpty()) {
            return;
        }
        deadline.restart(now);
        Command.parse(line).ifPresentOrElse(this::dispatch, () -> refuse(line));
    }

    private void refuse(String line) {
        service.log().unusable(channel.remoteAddress(), line);
        end("a line that is no command");
    }

    private void dispatch(Command command) {
        Dispatcher.Route route = service.dispatcher().route(command.verb());
        if (!route.mayBlock()) {
            answer(service.dispatcher().answer(route, command, session));
        } else if (service.workers().offer(() -> work(route, command))) {
            phase = Phase.WAITING;
            deadline.hold();
        } else {
            service.log().workersBusy(route.name());
            answer(Dispatcher.fault(command));
        }
    }

    private void work(Dispatcher.Route route, Command command) {
        Reply reply = service.dispatcher().answer(route, command, session);
        try {
            channel.eventLoop().execute(() -> resume(reply));
        } catch (RejectedExecutionException stopped) {
            // The host was closed and did not wait any longer: nobody is there to be answered.
            service.log().late(command);
        }
    }

    private void resume(Reply reply) {
        if (phase == Phase.WAITING) {
            phase = Phase.READY;
            deadline.restart(deadline.now());
            answer(reply);
            send();
            serve();
        }
    }

    private void answer(Reply reply) {
        reply.line().ifPresent(line -> answers.add(line, lines.unread()));
        if (reply instanceof Reply.Declined) {
            end("a command that nobody answers");
        } else if (reply.endsSession()) {
            end("an answer that ends it");
        }
    }

    private void send() {
        answers.write();
        channel.flush();
    }

    private void end(String reason) {
        answers.write();
        service.log().ending(channel.remoteAddress(), reason);
        phase = Phase.OVER;
        channel.pipeline().replace(this, "farewell", new Farewell(channel, service));
    }
}
