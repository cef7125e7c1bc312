// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Clients of several kinds that ask a server over sockets until they are closed. */
final class Traffic implements AutoCloseable {

    /** The lines of clients of several kinds. The kinds that come first are the most frequent. */
    static final List<String> CLIENTS = List.of(
            client("MSNP9 MSNP8 CVR0", "0x0409 winnt 5.1 i386 MSNMSGR 6.2.0208 MSMSGS ann@example.com"),
            client("MSNP11 MSNP10 CVR0", "0x0407 winnt 5.1 i386 MSNMSGR 7.0.0813 msmsgs bob@example.com"),
            client("MSNP12 MSNP11 MSNP10 CVR0", "0x0409 winnt 5.1 i386 MSNMSGR 7.5.0324 msmsgs cem@example.com"),
            client("MSNP9 MSNP8 CVR0", "0x0c0a winnt 5.0 i386 MSNMSGR 6.2.0208 MSMSGS dora@example.com"),
            client("MSNP10 MSNP9 CVR0", "0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS eve@example.com"),
            client("MSNP9 MSNP8 CVR0", "0x0409 win 4.10 i386 MSNMSGR 6.0.0602 MSMSGS finn@example.com"),
            client("MSNP8 CVR0", "0x0416 winnt 5.1 i386 MSMSGS 4.7.3001 MSMSGS gina@example.com"),
            client("MSNP12 MSNP11 CVR0", "0x0411 winnt 5.1 i386 MSNMSGR 7.5.0324 msmsgs hana@example.com"),
            client("MSNP8 CVR0", "0x0409 macos 10.4 ppc MACMSGS 4.0.0 macmsgs ian@example.com"),
            client("MSNP9 CVR0", "0x040c winnt 5.1 i386 MSNMSGR 7.0.0813 msmsgs jo@qa.example.com"),
            client("MSNP9 CVR0", "0x0409 winnt 5.1 i386 YCOMM 0.1.0023 MSMSGS kim@example.com"));

    private static final long PAUSE_NANOS = 5_000_000;
    private static final int LIMIT_MILLIS = 30_000;

    private final InetSocketAddress address;
    private final List<String> clients;
    private final AtomicLong answers = new AtomicLong();
    private final Thread thread;
    private volatile boolean isClosed;

    /** Starts the clients. */
    Traffic(InetSocketAddress address, List<String> clients) {
        this.address = address;
        this.clients = List.copyOf(clients);
        this.thread = new Thread(this::ask, "traffic");
        thread.start();
    }

    /** Returns the lines of a client that offers dialects. */
    static String client(String offer, String parameters) {
        return "VER 1 " + offer + "\r\nCVQ 2 " + parameters + "\r\n";
    }

    /** Waits for further answers. */
    Traffic await(long number) {
        long target = answers.get() + number;
        Await.until(() -> "traffic", () -> answers.get() >= target || !thread.isAlive());
        return this;
    }

    /** Sends lines over a new connection, and returns all that the server sends until it closes the connection. */
    static String send(InetSocketAddress address, byte[] lines) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(lines);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        thread.join();
    }

    /** The clients at the beginning of the list ask more often than the others. */
    private void ask() {
        for (int length = 1; !isClosed; length = length % clients.size() + 1) {
            for (String client : clients.subList(0, length)) {
                try {
                    send(address, client.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                answers.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
