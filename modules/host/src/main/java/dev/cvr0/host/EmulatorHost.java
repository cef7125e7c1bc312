// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A running host: accepts connections, has each line answered by the handler registered for its verb, and ends sessions
 * so that the last answer arrives. Whoever starts it closes it. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class EmulatorHost implements AutoCloseable {

    private final Listener listener;
    private final InetSocketAddress address;
    private final Service service;
    private final OpenConnections open;
    private boolean closed;

    private EmulatorHost(Listener listener, Service service, OpenConnections open) {
        this.listener = listener;
        this.address = listener.address();
        this.service = service;
        this.open = open;
    }

    /**
     * Starts a host that closes the connection, without an answer, at a command that no handler answers.
     *
     * @param settings where to listen, and the limits
     * @param registry the handlers; frozen once the host listens
     * @return the host, listening
     * @throws HostStartException if the host cannot listen there
     */
    public static EmulatorHost start(HostSettings settings, HandlerRegistry registry) {
        return start(settings, registry, Fallback.CLOSE);
    }

    /**
     * Starts a host with a fallback.
     *
     * @param settings where to listen, and the limits
     * @param registry the handlers; frozen once the host listens
     * @param fallback answers the commands that no handler answers
     * @return the host, listening
     * @throws HostStartException if the host cannot listen there
     */
    public static EmulatorHost start(HostSettings settings, HandlerRegistry registry, Fallback fallback) {
        return start(settings, registry, fallback, Transport.best());
    }

    /**
     * Starts a host on threads of the caller's, such as the managed ones of a server: every thread that answers comes from
     * there. The address is bound when this returns; if no thread runs yet, clients wait. {@link #close} then takes about
     * a second longer, until the last thread has ended.
     *
     * @param settings where to listen, and the limits
     * @param registry the handlers; frozen once the host listens
     * @param fallback answers the commands that no handler answers
     * @param threads makes the threads, also later, on whichever thread needs another
     * @return the host, listening
     * @throws HostStartException if the host cannot listen there
     */
    public static EmulatorHost start(
            HostSettings settings, HandlerRegistry registry, Fallback fallback, ThreadFactory threads) {
        Workers workers = new Workers(settings.workers(), threads);
        return start(
                settings,
                registry,
                fallback,
                workers,
                acceptor -> Listener.bindHere(settings.listen(), threads, acceptor));
    }

    static EmulatorHost start(HostSettings settings, HandlerRegistry registry, Fallback fallback, Transport transport) {
        return start(
                settings,
                registry,
                fallback,
                new Workers(settings.workers()),
                acceptor -> Listener.bind(settings.listen(), transport, acceptor));
    }

    private static EmulatorHost start(
            HostSettings settings,
            HandlerRegistry registry,
            Fallback fallback,
            Workers workers,
            Function<Acceptor, Listener> bind) {
        HostLog log = new HostLog();
        Service service = new Service(settings, new Dispatcher(registry, fallback, log), workers, log);
        OpenConnections open = new OpenConnections(settings.maxConnections(), log);
        Listener listener = BorrowedThread.run(() -> bind.apply(new Acceptor(service, open)));
        registry.freeze();
        log.listening(listener.address(), listener.transport(), registry.verbs());
        return new EmulatorHost(listener, service, open);
    }

    /**
     * Where the host listens.
     *
     * @return the address with the actual port; the same after the host has been closed
     */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * The port on which the host listens.
     *
     * @return 1 to 65535, also if the settings left the choice to the system
     */
    public int port() {
        return address.getPort();
    }

    /**
     * The connections that are open now.
     *
     * @return their number, those that are about to end included
     */
    public int connections() {
        return open.count();
    }

    /**
     * Shuts the host down and waits until it is down: no connection is accepted any more; lines that have come are
     * answered, and each session is ended after its last answer. What has not ended after the time that the settings
     * grant is cut off. Closing again does nothing.
     *
     * @throws IllegalStateException if a handler calls this on one of the host's event loops, which would wait for
     *     itself
     */
    @Override
    public void close() {
        if (listener.isLoopThread()) {
            throw new IllegalStateException("a host waits for its handlers and cannot be closed by one: use a thread");
        }
        BorrowedThread.run(this::closeOnce);
    }

    private synchronized boolean closeOnce() {
        if (!closed) {
            closed = true;
            listener.stopAccepting();
            endSessions();
            service.workers().stop();
            listener.stopLoops();
            service.log().stopped(address);
        }
        return closed;
    }

    private void endSessions() {
        Duration grace = service.settings().end().shutdownGrace();
        if (!isDoneWithin(grace, open.finish())) {
            service.log().cutOff(open.count(), grace);
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
