// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.settings.AddressBlock;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits the requests in progress, in total and for each IPv4 address and IPv6 /64 prefix. Thread-safe. */
record RequestLimit(int total, int perClient, AtomicInteger count, Map<Object, Integer> counts) {

    private static final int PREFIX_BITS = 64;
    private static final int MAX_REQUESTS = 128;
    private static final int MAX_REQUESTS_PER_CLIENT = 64;

    RequestLimit() {
        this(MAX_REQUESTS, MAX_REQUESTS_PER_CLIENT);
    }

    RequestLimit(int total, int perClient) {
        this(total, perClient, new AtomicInteger(), new ConcurrentHashMap<>());
    }

    /**
     * Counts a request; {@link #release} is required after it.
     *
     * @throws ProblemException if there are too many; then the request is not counted
     */
    void acquire(InetAddress client) {
        if (counts.merge(key(client), 1, Integer::sum) > perClient) {
            releaseClient(client);
            throw new ProblemException(Problem.tooManyRequests(perClient));
        }
        if (count.incrementAndGet() > total) {
            release(client);
            throw new ProblemException(Problem.unavailable("the server has " + total + " requests in progress; retry"));
        }
    }

    void release(InetAddress client) {
        count.decrementAndGet();
        releaseClient(client);
    }

    private static Object key(InetAddress client) {
        return AddressBlock.prefix(client, PREFIX_BITS);
    }

    private void releaseClient(InetAddress client) {
        counts.computeIfPresent(key(client), (key, open) -> open == 1 ? null : open - 1);
    }
}
