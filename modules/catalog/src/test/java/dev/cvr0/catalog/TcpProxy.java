// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on the loopback interface that simulates failures of a network. */
public final class TcpProxy implements AutoCloseable {

    private static final long TRICKLE_MILLIS = 200;

    /** The treatment of the bytes. */
    public enum Mode {
        /** Forwards them. */
        PASS,
        /** Closes each connection, also new ones. */
        CUT,
        /** Accepts connections and forwards nothing: half-open connections. */
        STALL,
        /** Forwards five bytes in a second. */
        TRICKLE,
        /** Resets each connection, also new ones. */
        RESET
    }

    private volatile InetSocketAddress target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private Mode mode = Mode.PASS;

    /** Listens on a free port. */
    public TcpProxy(int targetPort) {
        this.target = loopback(targetPort);
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** Returns the port. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns the number of open connections of clients. */
    public int connections() {
        return sockets.size() / 2;
    }

    /** Resets the open connections, and forwards new ones to another port, as an address that moves to another machine. */
    public synchronized void moveTo(int targetPort) {
        mode(Mode.RESET);
        target = loopback(targetPort);
        mode(Mode.PASS);
    }

    /** Changes the mode of the open and of new connections. */
    public synchronized void mode(Mode newMode) {
        mode = newMode;
        if (mode == Mode.CUT || mode == Mode.RESET) {
            sockets.forEach(socket -> close(socket, mode));
        }
        notifyAll();
    }

    @Override
    public synchronized void close() {
        mode(Mode.CUT);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private synchronized Mode mode() {
        return mode;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // closed, or the target does not accept: the client sees a closed connection
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Mode now = mode();
        if (now == Mode.CUT || now == Mode.RESET) {
            close(client, now);
            return;
        }
        Socket server = new Socket();
        try {
            server.connect(target);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        sockets.add(client);
        sockets.add(server);
        start(() -> pump(client, server));
        start(() -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                for (int done = 0; done < count; ) {
                    int part = awaitPart(count - done);
                    output.write(buffer, done, part);
                    done += part;
                }
            }
        } catch (IOException | InterruptedException e) {
            // one side has closed the connection
        } finally {
            close(from, Mode.CUT);
            close(to, Mode.CUT);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** Waits until bytes may be forwarded, and returns how many. */
    private synchronized int awaitPart(int count) throws InterruptedException {
        if (mode == Mode.TRICKLE) {
            wait(TRICKLE_MILLIS);
        }
        while (mode == Mode.STALL) {
            wait();
        }
        return mode == Mode.TRICKLE ? 1 : count;
    }

    private static void close(Socket socket, Mode how) {
        try {
            if (how == Mode.RESET) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
