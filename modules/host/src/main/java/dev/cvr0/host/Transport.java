// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/** The socket implementation: epoll on Linux, otherwise NIO. */
enum Transport {
    EPOLL {
        @Override
        boolean isAvailable() {
            return Epoll.isAvailable();
        }

        @Override
        boolean sharesPort() {
            return true;
        }

        @Override
        IoHandlerFactory ioHandlers() {
            return EpollHandler.newFactory();
        }

        @Override
        Bootstrap server(boolean sharedPort) {
            return new Bootstrap()
                    .channel(EpollServerSocketChannel.class)
                    .option(UnixChannelOption.SO_REUSEPORT, sharedPort);
        }

        @Override
        Bootstrap client() {
            return new Bootstrap().channel(EpollSocketChannel.class);
        }

        // SocketChannel.shutdownOutput creates an exception with a stack trace for each call (10 % of the CPU time).
        @Override
        void shutdownOutput(SocketChannel channel) {
            try {
                ((Socket) ((EpollSocketChannel) channel).fd()).shutdown(false, true);
            } catch (IOException | NotYetConnectedException clientIsGone) {
                channel.close();
            }
        }
    },
    NIO {
        @Override
        boolean isAvailable() {
            return true;
        }

        @Override
        boolean sharesPort() {
            return false;
        }

        @Override
        IoHandlerFactory ioHandlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        Bootstrap server(boolean sharedPort) {
            return new Bootstrap().channel(NioServerSocketChannel.class);
        }

        @Override
        Bootstrap client() {
            return new Bootstrap().channel(NioSocketChannel.class);
        }

        @Override
        void shutdownOutput(SocketChannel channel) {
            channel.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    };

    static Transport best() {
        return EPOLL.isAvailable() ? EPOLL : NIO;
    }

    abstract boolean isAvailable();

    /** Returns whether several sockets can listen on one port, so that each event loop accepts its own connections. */
    abstract boolean sharesPort();

    abstract IoHandlerFactory ioHandlers();

    /** Creates the bootstrap of a listening socket. */
    abstract Bootstrap server(boolean sharedPort);

    /** Creates the bootstrap of an outgoing connection. */
    abstract Bootstrap client();

    /** Shuts down the output of a channel that has nothing left to write; closes the channel if that fails. */
    abstract void shutdownOutput(SocketChannel channel);
}
