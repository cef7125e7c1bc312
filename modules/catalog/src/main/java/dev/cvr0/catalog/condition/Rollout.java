// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.catalog.files.Sha256;
import java.math.BigDecimal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Percentage rollout: holds for a percentage of the users, always for the same ones. Each user is in a bucket from 0 to
 * 9999: the first eight bytes of the SHA-256 of the salt, a line feed and the identity, in UTF-8, as an unsigned
 * big-endian number modulo 10,000. The condition holds for buckets below the percentage in hundredths, so that a larger
 * percentage includes every user of a smaller one.
 *
 * <p>The percentage can grow with time: evenly, so that the condition begins to hold for one bucket after the other.
 *
 * <p>The identity is the user handle in lower case or, if absent, the address: for IPv4 in dotted form, for IPv6 its
 * /64 prefix in 16 hexadecimal digits, because privacy extensions change the other bits daily.
 *
 * @param from the percentage at the start, in hundredths of a percent, 1 to 10,000
 * @param to the percentage at the end, not less than {@code from}
 * @param start the time from which it grows
 * @param over the time in which it grows; zero if it does not
 * @param salt assigns users to other buckets
 */
public record Rollout(int from, int to, Instant start, Duration over, String salt) implements Condition {

    /** The number of buckets. */
    public static final int BUCKETS = 10_000;

    /** Creates a rollout whose percentage does not grow. */
    public Rollout(int hundredths, String salt) {
        this(hundredths, hundredths, Instant.EPOCH, Duration.ZERO, salt);
    }

    @Override
    public String key() {
        return "rollout";
    }

    @Override
    public boolean holds(EvaluationContext context) {
        return bucketOf(context.client()) < hundredths(context.at());
    }

    @Override
    public String expected() {
        return "less than " + percent(from)
                + (from == to ? "" : ", growing to " + percent(to) + " from " + start + " until " + start.plus(over));
    }

    @Override
    public String actual(EvaluationContext context) {
        String bucket = percent(bucketOf(context.client()));
        return from == to ? bucket : bucket + " while the rollout is " + percent(hundredths(context.at()));
    }

    /** Returns the time at which this begins to hold for a client; {@link Instant#MAX} if it never does. */
    public Instant since(ClientProfile client) {
        int bucket = bucketOf(client);
        if (bucket >= to) {
            return Instant.MAX;
        }
        if (bucket < from) {
            return Instant.MIN;
        }
        long steps = bucket + 1L - from;
        long growth = (long) to - from;
        return start.plusMillis((over.toMillis() * steps + growth - 1) / growth);
    }

    /** Returns 20 users. The condition usually holds for some of them. */
    @Override
    public List<ClientProfile> examples(ClientProfile client) {
        return IntStream.range(0, 20)
                .mapToObj(user -> client.withUserHandle("user" + user + "@example.com"))
                .toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof Rollout that && salt.equals(that.salt) && (from >= that.to || equals(that));
    }

    private int hundredths(Instant at) {
        if (!at.isAfter(start)) {
            return from;
        }
        if (!at.isBefore(start.plus(over))) {
            return to;
        }
        return from + (int) ((to - from) * Duration.between(start, at).toMillis() / over.toMillis());
    }

    private int bucketOf(ClientProfile client) {
        byte[] hash = Sha256.digest((salt + "\n" + identity(client)).getBytes(StandardCharsets.UTF_8));
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), BUCKETS);
    }

    private static String identity(ClientProfile client) {
        if (!client.userHandle().isEmpty()) {
            return ClientAttribute.normalizeHandle(client.userHandle());
        }
        InetAddress address = client.remoteAddress();
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, Long.BYTES)
                : address.getHostAddress();
    }

    private static String percent(int hundredths) {
        return BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString() + "%";
    }
}
