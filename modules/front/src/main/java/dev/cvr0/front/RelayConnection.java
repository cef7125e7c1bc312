// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.host.ConnectionHost;
import dev.cvr0.host.Fallback;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.host.HostConnection;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection and its connection to the emulator. Both sides run on one event loop.
 *
 * <p>Each side ends in a {@link Pump}. In front of it, only while needed, is the {@link FirstLine} or a {@link LineFollower}.
 * Removing those is the switch to raw bytes.
 *
 * <p>The end of input is passed on once everything before it has been written, and a reset is passed on as a reset.
 */
final class RelayConnection implements HostConnection {

    private enum Phase {
        FIRST_LINE,
        CONNECTING,
        NEGOTIATING,
        RELAYING,
        ENDED
    }

    private static final long NEVER = Long.MAX_VALUE / 2;
    private static final int MIN_READ_BYTES = 256;
    private static final int FIRST_READ_BYTES = 2048;
    private static final int MAX_READ_BYTES = 64 * 1024;
    // One read per channel in each round of the event loop, so that one connection cannot delay the others.
    private static final RecvByteBufAllocator READ_BUFFERS =
            new AdaptiveRecvByteBufAllocator(MIN_READ_BYTES, FIRST_READ_BYTES, MAX_READ_BYTES).maxMessagesPerRead(1);
    // A single read must not exceed the limit, or each would pause reading and resume it after the flush.
    private static final WriteBufferWaterMark WATER_MARKS =
            new WriteBufferWaterMark(32 * 1024, MAX_READ_BYTES + 32 * 1024);

    private final SocketChannel client;
    private final ConnectionHost host;
    private final RelayContext context;
    private InetSocketAddress address;
    private InetSocketAddress destination;
    private @Nullable SocketChannel emulator;
    private @Nullable SignIn signIn;
    private Phase phase = Phase.FIRST_LINE;
    private boolean clientHeld;
    private boolean emulatorHeld;
    private boolean finishing;
    // Volatile, because the sweep may run on another event loop.
    private volatile long deadline;

    private RelayConnection(
            SocketChannel client, InetSocketAddress address, ConnectionHost host, RelayContext context) {
        this.client = client;
        this.address = address;
        this.destination = client.localAddress();
        this.host = host;
        this.context = context;
        expireAfter(host.settings().reading().firstLineTimeout());
    }

    /** Prepares an accepted connection. */
    static void prepare(SocketChannel client, InetSocketAddress address, ConnectionHost host, RelayContext context) {
        client.config().setRecvByteBufAllocator(READ_BUFFERS);
        client.config().setWriteBufferWaterMark(WATER_MARKS);
        RelayConnection connection = new RelayConnection(client, address, host, context);
        client.pipeline().addLast(new FirstLine(connection));
    }

    /** Counts the connection until it ends. */
    void open() {
        if (host.add(this)) {
            client.closeFuture().addListener(closed -> host.remove(this));
        } else {
            phase = Phase.ENDED;
            client.close();
        }
    }

    RelayContext context() {
        return context;
    }

    int maxLineBytes() {
        return host.settings().reading().maxLineBytes();
    }

    @Override
    public SocketChannel channel() {
        return client;
    }

    @Override
    public InetAddress client() {
        return address.getAddress();
    }

    InetSocketAddress address() {
        return address;
    }

    /** Returns the address that the client connected to. */
    InetSocketAddress destination() {
        return destination;
    }

    /** Sets the addresses that a proxy has sent. */
    void proxied(InetSocketAddress source, InetSocketAddress target) {
        if (host.recount(address.getAddress(), source.getAddress())) {
            address = source;
            destination = target;
        } else {
            close("too many connections of the proxied address");
        }
    }

    Optional<EmulatorFollower> emulatorFollower() {
        return Optional.ofNullable(emulator).map(channel -> channel.pipeline().get(EmulatorFollower.class));
    }

    boolean isRelaying() {
        return phase == Phase.RELAYING;
    }

    boolean isEnded() {
        return phase == Phase.ENDED;
    }

    @Override
    public void expireIfDue(long now) {
        if (deadline - now <= 0) {
            client.eventLoop().execute(this::expire);
        }
    }

    @Override
    public void finish() {
        client.eventLoop().execute(() -> {
            finishing = true;
            endIfIdle();
        });
    }

    /** Connects to the emulator for bytes that the relay does not follow. */
    void connect() {
        connect(Optional.empty(), Unpooled.EMPTY_BUFFER);
    }

    /** Connects to the emulator and sends it the client's VER. */
    void connect(SignIn newSignIn, ByteBuf ver) {
        signIn = newSignIn;
        connect(Optional.of(newSignIn), ver);
    }

    private void connect(Optional<SignIn> newSignIn, ByteBuf first) {
        phase = Phase.CONNECTING;
        expireAfter(context.settings().upstreamTimeout());
        Bootstrap bootstrap = host.client()
                .group(client.eventLoop())
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                // The sweep of the host enforces the limit, so the channel does not need a timer.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .option(ChannelOption.RECVBUF_ALLOCATOR, READ_BUFFERS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                .option(ChannelOption.SO_RCVBUF, RelayContext.RECEIVE_BUFFER_BYTES)
                .handler(new Pump(this, client));
        ChannelFuture registered = bootstrap.register();
        // Connected here, because the bootstrap would do it in a later task.
        ChannelFuture connected =
                registered.isSuccess() ? registered.channel().connect(context.upstream()) : registered;
        if (connected.channel() instanceof SocketChannel channel) {
            emulator = channel;
            newSignIn.ifPresent(present -> channel.pipeline().addFirst(new EmulatorFollower(this, present)));
        }
        if (connected.isDone()) {
            // The pipeline must not change while the first line is being decoded.
            client.eventLoop().execute(() -> connected(connected.cause(), first));
        } else {
            connected.addListener(done -> connected(done.cause(), first));
        }
    }

    private void connected(@Nullable Throwable failure, ByteBuf first) {
        SocketChannel to = emulator;
        if (phase != Phase.CONNECTING || failure != null || to == null) {
            first.release();
            if (phase == Phase.CONNECTING) {
                emulatorAway(String.valueOf(failure));
            }
            return;
        }
        ProxyHeader.write(context.settings().proxyProtocol(), address, destination, to);
        if (signIn == null) {
            context.counters().increment(RelayEvent.PASSED_THROUGH);
            first.release();
            passThrough();
        } else {
            phase = Phase.NEGOTIATING;
            to.writeAndFlush(first);
        }
    }

    /** Begins to relay lines, after the emulator has answered VER with a dialect. */
    void agreed(SignIn agreed) {
        context.counters().increment(RelayEvent.AGREED);
        begin(new ClientFollower(this, agreed));
    }

    /** Begins to relay bytes. */
    void passThrough() {
        signIn = null;
        begin(null);
    }

    private void begin(@Nullable ClientFollower follower) {
        SocketChannel to = emulator;
        FirstLine firstLine = client.pipeline().get(FirstLine.class);
        if (phase == Phase.ENDED || to == null || firstLine == null) {
            return;
        }
        phase = Phase.RELAYING;
        deadline = host.now() + NEVER;
        // A signed-in client may be silent for hours, so only the operating system can tell that it is gone.
        client.config().setKeepAlive(true);
        clientHeld = false;
        client.pipeline().addLast(new Pump(this, to));
        firstLine.skipForwarded();
        if (follower == null) {
            client.pipeline().remove(firstLine);
        } else {
            client.pipeline().replace(firstLine, null, follower);
        }
        announceEndOfInput();
        updateReading();
        endIfIdle();
    }

    /** Continues without the emulator, whose answer to VER cannot be used or did not come. */
    void answerLocally(ChannelHandler handler) {
        context.counters().increment(RelayEvent.ANSWERED_LOCALLY);
        takeOver(handler, context.plugin(), Fallback.CLOSE);
    }

    /** Refuses the sign-in with 601 once the client sends it. */
    void reject(ChannelHandler handler) {
        takeOver(handler, context.rejected(), AwaySessions.UNAVAILABLE_FALLBACK);
    }

    /** Ends the session after everything that was written. */
    void end(ChannelHandler handler) {
        takeOver(handler, context.plugin(), Fallback.CLOSE).finish();
    }

    private HostConnection takeOver(ChannelHandler handler, HandlerRegistry registry, Fallback fallback) {
        phase = Phase.ENDED;
        if (emulator != null) {
            emulator.close();
        }
        HostConnection session = host.takeOver(client, address.getAddress(), handler, registry, fallback);
        if (client.pipeline().get(Pump.class) != null) {
            client.pipeline().remove(Pump.class);
        }
        setReading(client, true);
        announceEndOfInput();
        return session;
    }

    // Later, because bytes that were received before may still be on their way through the pipeline.
    private void announceEndOfInput() {
        if (client.isInputShutdown()) {
            client.eventLoop()
                    .execute(() -> client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE));
        }
    }

    /** Returns false if the session goes on without the emulator, whose input has ended or whose connection was reset. */
    boolean isEmulatorNeeded() {
        FirstLine firstLine = client.pipeline().get(FirstLine.class);
        if (phase == Phase.NEGOTIATING && signIn != null && signIn.offersCvr0() && firstLine != null) {
            answerLocally(firstLine);
            return false;
        }
        return true;
    }

    private void emulatorAway(String reason) {
        context.counters().increment(RelayEvent.EMULATOR_AWAY);
        context.log().emulatorAway(context.upstream(), reason);
        FirstLine firstLine = client.pipeline().get(FirstLine.class);
        if (signIn == null || firstLine == null) {
            reset();
        } else {
            takeOver(firstLine, context.away(), AwaySessions.UNAVAILABLE_FALLBACK);
        }
    }

    private void expire() {
        if (deadline - host.now() > 0) {
            return;
        }
        if (phase == Phase.FIRST_LINE) {
            close("no first line in time");
        } else if (phase == Phase.CONNECTING || phase == Phase.NEGOTIATING) {
            emulatorAway("no answer within "
                    + context.settings().upstreamTimeout().toMillis() + " ms (cvr0.upstream-timeout)");
        }
    }

    private void expireAfter(Duration limit) {
        deadline = host.now() + limit.toNanos();
    }

    /** Pauses or resumes a side whose lines have to wait. */
    void hold(Channel side, boolean held) {
        if (side.equals(client)) {
            clientHeld = held;
        } else {
            emulatorHeld = held;
        }
        updateReading();
    }

    /** Reads from each side as long as the other side accepts bytes. */
    void updateReading() {
        SocketChannel to = emulator;
        if (phase == Phase.RELAYING && to != null) {
            setReading(client, to.isWritable() && !clientHeld);
            setReading(to, client.isWritable() && !emulatorHeld);
        } else if (phase != Phase.ENDED) {
            setReading(client, !clientHeld);
        }
    }

    private static void setReading(SocketChannel channel, boolean reading) {
        if (!channel.isInputShutdown()) {
            channel.config().setAutoRead(reading);
        }
    }

    /** Ends the output of a side once everything has been written, and closes both when neither has anything to send. */
    void endOutput(SocketChannel to) {
        if (phase == Phase.RELAYING) {
            to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
                if (phase == Phase.RELAYING && written.isSuccess()) {
                    endWrittenOutput(to);
                }
            });
        }
    }

    private void endWrittenOutput(SocketChannel to) {
        SocketChannel server = emulator;
        SocketChannel from = to.equals(client) ? server : client;
        if (server == null || from == null || !from.isOutputShutdown()) {
            // The end of its input then closes the channel. Otherwise, Netty creates an exception with a stack trace.
            to.config().setAllowHalfClosure(to.pipeline().get(LineFollower.class) != null);
            host.shutdownOutput(to);
        } else {
            phase = Phase.ENDED;
            server.close();
            client.close();
        }
    }

    /** Handles a failure of one side. */
    void failed(Channel side, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof HAProxyProtocolException)) {
            context.log().internalError(cause);
        }
        context.log().ending(address, String.valueOf(cause.getMessage()));
        lost(side);
    }

    /** Handles the reset of one side. */
    void lost(Channel side) {
        // A failure to connect is reported by the attempt itself.
        boolean ends = side.equals(client) || (phase != Phase.CONNECTING && isEmulatorNeeded());
        if (ends && phase != Phase.ENDED) {
            reset();
        }
    }

    private void reset() {
        phase = Phase.ENDED;
        reset(client);
        if (emulator != null) {
            reset(emulator);
        }
    }

    private static void reset(SocketChannel channel) {
        try {
            if (channel.isOpen()) {
                channel.config().setSoLinger(0);
            }
        } catch (ChannelException alreadyReset) {
            // Closing is all that is left to do.
        }
        channel.close();
    }

    /** Closes the client's connection before it has sent anything for the emulator. */
    void close(String reason) {
        context.log().ending(address, reason);
        phase = Phase.ENDED;
        client.close();
    }

    /** Notes that no line of the sign-in is followed any more. */
    void signedIn() {
        signIn = null;
        endIfIdle();
    }

    /** Ends the session during a shutdown, unless an answer is pending. */
    void endIfIdle() {
        if (finishing) {
            client.eventLoop().execute(this::endNowIfIdle);
        }
    }

    private void endNowIfIdle() {
        if (phase == Phase.FIRST_LINE) {
            close("shutdown");
        } else if (phase == Phase.RELAYING && (signIn == null || !signIn.isBusy())) {
            SocketChannel to = emulator;
            emulator = null;
            if (to != null) {
                to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
            ChannelHandler follower = client.pipeline().get(ClientFollower.class);
            end(follower == null ? client.pipeline().get(Pump.class) : follower);
        }
    }
}
