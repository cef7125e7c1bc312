// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.StandalonePlugin;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The plugin with a policy that depends on the library of the client only. Advice names the library, so that each client has
 * its own answer. All clients are below the minimum.
 */
final class Policies implements AutoCloseable {

    /** Unknown to the policy. */
    static final String UNKNOWN = "UNKNOWN";
    /** The policy fails. */
    static final String BROKEN = "BROKEN";
    /** The session ends after the advice. */
    static final String CLOSE = "CLOSE";
    /** The sign-in is refused with 601. */
    static final String REJECT = "REJECT";
    /** A policy that may block waits for {@link #release}. */
    static final String SLOW = "SLOW";

    private final Semaphore released = new Semaphore(0);
    private final AtomicReference<InetAddress> lastAddress = new AtomicReference<>(InetAddress.getLoopbackAddress());
    private final HandlerRegistry registry = new HandlerRegistry(List.of());
    private final StandalonePlugin plugin;

    private Policies(boolean mayBlock) {
        plugin = StandalonePlugin.on(registry)
                .policy(new LibraryPolicy(mayBlock, released, lastAddress))
                .start();
    }

    /** A policy that decides on the calling thread. */
    static Policies prompt() {
        return new Policies(false);
    }

    /** A policy that decides on threads of the plugin. */
    static Policies blocking() {
        return new Policies(true);
    }

    VersionService versions() {
        return plugin.versions();
    }

    HandlerRegistry registry() {
        return registry;
    }

    /** Returns the address of the last client that the policy decided about. */
    InetAddress lastAddress() {
        return lastAddress.get();
    }

    /** Lets one decision about a SLOW client continue. */
    void release() {
        released.release();
    }

    @Override
    public void close() {
        released.release(1000);
        plugin.close();
    }

    /** The parameters of a client's CVR. */
    static String client(String library) {
        return "0x0409 winnt 5.1 i386 " + library + " 6.0.0602 MSMSGS a@example.com";
    }

    /** The parameters of the answer. */
    static String advice(String library) {
        return "7.0.0813 7.0.0813 6.2.0205 http://example.com/" + library + " http://example.org/" + library;
    }

    /** Decides by the library. */
    private record LibraryPolicy(boolean mayBlock, Semaphore released, AtomicReference<InetAddress> lastAddress)
            implements VersionPolicy {

        @Override
        public Verdict decide(ClientProfile client) {
            lastAddress.set(client.remoteAddress());
            String library = client.program().library();
            return switch (library) {
                case UNKNOWN -> new Verdict.UnknownClient("not in the list");
                case BROKEN -> throw new IllegalStateException("planned failure");
                case CLOSE -> advise(library).withEnforcement(Enforcement.CLOSE);
                case REJECT -> advise(library).withEnforcement(Enforcement.REJECT);
                case SLOW -> {
                    if (mayBlock) {
                        released.acquireUninterruptibly();
                    }
                    yield advise(library);
                }
                default -> advise(library);
            };
        }

        private static Advice advise(String library) {
            return Advice.recommend(ClientVersion.parse("7.0.0813"), new DownloadUrl("http://example.com/" + library))
                    .withMinimum(ClientVersion.parse("6.2.0205"))
                    .withFallbackUrl(new DownloadUrl("http://example.org/" + library));
        }
    }
}
