// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.host.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;

/** The listening socket of an emulator whose connections a test plays byte for byte. */
final class FakeEmulator implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int BACKLOG = 200;

    private final ServerSocket listener;

    FakeEmulator() {
        this(0);
    }

    /** Creates an emulator whose connections have a receive buffer of about the given size; 0 is the default size. */
    FakeEmulator(int receiveBuffer) {
        listener = Endpoint.unchecked(() -> {
            ServerSocket socket = new ServerSocket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            return socket;
        });
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** Accepts the next connection of the relay. */
    Endpoint accept() {
        return Endpoint.unchecked(() -> {
            listener.setSoTimeout(TIMEOUT_MILLIS);
            return new Endpoint(listener.accept());
        });
    }

    /** Checks that the relay has not opened a connection that the test has not accepted. */
    void expectNoConnection() {
        try {
            listener.setSoTimeout(1);
            listener.accept().close();
            assertThat(listener).as("the relay has connected").isNull();
        } catch (SocketTimeoutException none) {
            assertThat(listener.isClosed()).isFalse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Endpoint.unchecked(() -> {
            listener.close();
            return this;
        });
    }
}
