// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import dev.cvr0.api.policy.Aspect;
import dev.cvr0.api.policy.ClientProfile;
import java.math.BigDecimal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Holds for a share of the users, always for the same ones. A user's place among all is a number of 0 to 9999: SHA-256 of
 * the salt, a line feed and who it is, in UTF-8; of that the first eight bytes as an unsigned number, big end first,
 * modulo 10,000. It holds for those whose place is below the share in hundredths of a percent, so that a larger share
 * holds for everybody it held for before.
 *
 * <p>Who it is: the user handle in lower case. Without one the address: of IPv4 the four numbers with
 * dots between them, of IPv6 the first 64 bits in 16 hexadecimal digits, because machines change the rest daily.
 *
 * @param hundredths of a percent, 1 to 10,000
 * @param salt draws the users anew
 */
public record Rollout(int hundredths, String salt) implements Condition {

    /** How many places there are. */
    public static final int PLACES = 10_000;

    @Override
    public String key() {
        return "rollout";
    }

    @Override
    public boolean holds(Query query) {
        return placeOf(query.client()) < hundredths;
    }

    @Override
    public String wanted() {
        return "less than " + percent(hundredths);
    }

    @Override
    public String found(Query query) {
        return percent(placeOf(query.client()));
    }

    @Override
    public Set<Aspect> aspects() {
        return Set.of(Aspect.USER_HANDLE, Aspect.REMOTE_ADDRESS);
    }

    /** Users for some of whom it holds, as a rule. */
    @Override
    public List<Sketch> examples(Sketch client) {
        return IntStream.range(0, 20)
                .mapToObj(user -> client.with("user-handle", "user" + user + "@example.com"))
                .toList();
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof Rollout that && hundredths >= that.hundredths && salt.equals(that.salt);
    }

    private int placeOf(ClientProfile client) {
        byte[] hash = sha256().digest((salt + "\n" + identity(client)).getBytes(StandardCharsets.UTF_8));
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), PLACES);
    }

    private static String identity(ClientProfile client) {
        return client.userHandle().isEmpty()
                ? identity(client.remoteAddress())
                : FromUser.canonical(client.userHandle());
    }

    private static String identity(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, Long.BYTES)
                : address.getHostAddress();
    }

    private static String percent(int hundredths) {
        return BigDecimal.valueOf(hundredths, 2).stripTrailingZeros().toPlainString() + " %";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
