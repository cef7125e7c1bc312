// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A running host: accepts connections, passes each line to the handler of its verb, and ends sessions with a
 * lingering close, so that the last answer arrives. The code that starts a host closes it. Thread-safe.
 *
 * @see HandlerRegistry
 * @see HostSettings
 * @since 0.1
 */
public final class EmulatorHost implements AutoCloseable {

    private static final ConnectionFactory SESSIONS =
            (channel, client, host) -> channel.pipeline().addLast(host.session(channel, client));

    private final Listener listener;
    private final InetSocketAddress address;
    private final HostContext context;
    private boolean closed;

    private EmulatorHost(Listener listener, HostContext context) {
        this.listener = listener;
        this.address = listener.address();
        this.context = context;
    }

    /**
     * Starts a host without a fallback: if no handler answers a command, it closes the connection without an answer.
     *
     * @param settings the address and the limits
     * @param registry the handlers; frozen when the host listens
     * @return the host, listening
     * @throws HostStartException if the host cannot listen on the address
     */
    public static EmulatorHost start(HostSettings settings, HandlerRegistry registry) {
        return start(settings, registry, Fallback.CLOSE);
    }

    /**
     * Starts a host with a fallback.
     *
     * @param settings the address and the limits
     * @param registry the handlers; frozen when the host listens
     * @param fallback answers the commands that no handler answers
     * @return the host, listening
     * @throws HostStartException if the host cannot listen on the address
     */
    public static EmulatorHost start(HostSettings settings, HandlerRegistry registry, Fallback fallback) {
        return start(settings, registry, fallback, Transport.best());
    }

    /**
     * Starts a host on the caller's threads, such as the managed ones of a server. Handlers run on these threads only. The
     * address is bound when this method returns; clients wait until a thread runs. {@link #close} takes about a
     * second longer, until the last thread has ended.
     *
     * @param settings the address and the limits
     * @param registry the handlers; frozen when the host listens
     * @param fallback answers the commands that no handler answers
     * @param threads creates a thread for each event loop
     * @return the host, listening
     * @throws HostStartException if the host cannot listen on the address
     */
    public static EmulatorHost start(
            HostSettings settings, HandlerRegistry registry, Fallback fallback, ThreadFactory threads) {
        HostContext context = context(settings, registry, fallback, Transport.NIO, System::nanoTime, SESSIONS);
        return start(context, () -> Listener.bindOnCallingThread(context, threads));
    }

    /**
     * Starts a host that does not serve the accepted connections as sessions itself.
     *
     * @param settings the address and the limits
     * @param registry the handlers of the sessions that {@link ConnectionHost#takeOver} creates; frozen when the host listens
     * @param connections prepares the accepted connections
     * @return the host, listening
     * @throws HostStartException if the host cannot listen on the address
     */
    public static EmulatorHost start(HostSettings settings, HandlerRegistry registry, ConnectionFactory connections) {
        HostContext context =
                context(settings, registry, Fallback.CLOSE, Transport.best(), System::nanoTime, connections);
        return start(context, () -> Listener.bind(context));
    }

    static EmulatorHost start(HostSettings settings, HandlerRegistry registry, Fallback fallback, Transport transport) {
        return start(settings, registry, fallback, transport, System::nanoTime);
    }

    static EmulatorHost start(
            HostSettings settings,
            HandlerRegistry registry,
            Fallback fallback,
            Transport transport,
            LongSupplier nanoClock) {
        HostContext context = context(settings, registry, fallback, transport, nanoClock, SESSIONS);
        return start(context, () -> Listener.bind(context));
    }

    private static HostContext context(
            HostSettings settings,
            HandlerRegistry registry,
            Fallback fallback,
            Transport transport,
            LongSupplier nanoClock,
            ConnectionFactory connections) {
        HostLog log = new HostLog();
        return new HostContext(
                settings,
                new Dispatcher(registry, fallback, log),
                new Sessions(settings, nanoClock, log),
                transport,
                log,
                connections);
    }

    private static EmulatorHost start(HostContext context, Supplier<Listener> bind) {
        Listener listener = FastThreadLocalScope.run(() -> {
            Listener bound = bind.get();
            context.sessions().scheduleSweep(bound.loops().next(), context.settings());
            return bound;
        });
        HandlerRegistry registry = context.dispatcher().registry();
        registry.freeze();
        context.log().listening(listener.address(), context.transport(), registry.verbs());
        return new EmulatorHost(listener, context);
    }

    /**
     * Returns the address on which the host listens.
     *
     * @return the address with the actual port; the same after the host has been closed
     */
    public InetSocketAddress address() {
        return address;
    }

    /** {@return the port on which the host listens; the actual port if the settings have port 0} */
    public int port() {
        return address.getPort();
    }

    /** {@return the number of open connections, including sessions that are ending} */
    public int connections() {
        return context.sessions().count();
    }

    /**
     * Returns the number of rejected connections and ended sessions since the start.
     *
     * @return the count of each limit, by the key of its setting, such as {@code cvr0.max-connections}. Unmodifiable, and not
     *     updated later
     */
    public Map<String, Long> rejections() {
        return context.sessions().rejections();
    }

    /**
     * Shuts the host down: it stops accepting connections, answers the received lines, ends each session after its last
     * answer, and waits until all have ended. Connections still open after the shutdown grace are closed. Repeated calls
     * have no effect.
     *
     * @throws IllegalStateException if this is called on an event loop of the host, for example by a handler
     */
    @Override
    public void close() {
        if (listener.isLoopThread()) {
            throw new IllegalStateException(
                    "cannot close the host on one of its event loops: call close() on another thread");
        }
        FastThreadLocalScope.run(this::closeOnce);
    }

    private synchronized boolean closeOnce() {
        if (!closed) {
            closed = true;
            listener.stopAccepting();
            endSessions();
            listener.stopLoops();
            context.log().stopped(address);
        }
        return closed;
    }

    private void endSessions() {
        Duration grace = context.settings().closing().shutdownGrace();
        if (!isDoneWithin(grace, context.sessions().finish())) {
            context.log().closedAtShutdown(context.sessions().count(), grace);
        }
    }

    private static boolean isDoneWithin(Duration grace, Future<?> end) {
        try {
            end.get(grace.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }
}
