// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Netty's epoll handler without a defect of 4.2.18 that truncates the output of half-closed connections. Netty removes a
 * descriptor from epoll once nothing is to be read or written, but does not add it again when the channel has to wait until it
 * is writable: {@code epoll_ctl} fails, and the channel shuts its output down. Here, a removed descriptor is registered again.
 */
record EpollHandler(IoHandler netty) implements IoHandler {

    static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory();
        return executor -> new EpollHandler(factory.newHandler(executor));
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Registration(netty, handle);
    }

    @Override
    public void initialize() {
        netty.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return netty.run(context);
    }

    @Override
    public void prepareToDestroy() {
        netty.prepareToDestroy();
    }

    @Override
    public void destroy() {
        netty.destroy();
    }

    @Override
    public void wakeup() {
        netty.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return netty.isCompatible(type);
    }

    /** A registration that replaces Netty's once that has removed the descriptor. Used on the event loop. */
    private static final class Registration implements IoRegistration {

        private final IoHandler netty;
        private final IoHandle handle;
        private IoRegistration current;
        private boolean added;
        private boolean removed;

        private Registration(IoHandler netty, IoHandle handle) throws Exception {
            this.netty = netty;
            this.handle = handle;
            this.current = netty.register(handle);
        }

        @Override
        public long submit(IoOps ops) {
            boolean none = ops.equals(EpollIoOps.NONE);
            if (removed && none) {
                return 0;
            }
            if (removed) {
                renew();
            }
            removed = none && added;
            added = !none;
            return current.submit(ops);
        }

        private void renew() {
            current.cancel();
            try {
                current = netty.register(handle);
            } catch (Exception e) {
                throw new IllegalStateException("cannot register a channel again", e);
            }
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // declared by Netty
        public <T> T attachment() {
            return current.attachment();
        }

        @Override
        public boolean isValid() {
            return current.isValid();
        }

        @Override
        public boolean cancel() {
            return current.cancel();
        }
    }
}
