// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A listening socket. The test plays the emulator on the accepted connections. */
final class ScriptedEmulator implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final ServerSocket socket;

    ScriptedEmulator() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(TIMEOUT_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    Peer accept() {
        try {
            return new Peer(socket.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
