// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The IP addresses with a common prefix. An IPv4 block contains no IPv6 address, and vice versa.
 *
 * @param address an address of the block
 * @param bits the length of the prefix
 * @since 0.1
 */
public record AddressBlock(InetAddress address, int bits) {

    // Matches no host name, because the JDK would resolve it over the network.
    private static final Pattern NOTATION =
            Pattern.compile("(?<address>\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)(/(?<bits>\\d{1,3}))?");

    /**
     * Parses an address or a block in CIDR notation, such as {@code 192.0.2.0/24}. Does not resolve host names.
     *
     * @param text any text
     * @return the block; empty if the text is neither
     */
    public static Optional<AddressBlock> tryParse(String text) {
        Matcher parts = NOTATION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.getByName(parts.group("address"));
            int bits = parts.group("bits") == null ? length(address) : Integer.parseInt(parts.group("bits"));
            return bits > length(address) ? Optional.empty() : Optional.of(new AddressBlock(address, bits));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** {@return whether every bit after the prefix is 0} */
    public boolean isCanonical() {
        return Arrays.equals(address.getAddress(), masked(address, bits));
    }

    /**
     * Tells whether an address is in this block.
     *
     * @param other any address
     * @return true if it has the prefix
     */
    public boolean contains(InetAddress other) {
        return Arrays.equals(masked(other, bits), masked(address, bits));
    }

    /**
     * Tells whether this block contains every address of another block.
     *
     * @param other any block
     * @return true if no address of the other block is outside this block
     */
    public boolean covers(AddressBlock other) {
        return other.bits >= bits && contains(other.address);
    }

    /**
     * Returns the first bits of an address, or all bits of a shorter address, as a key of a hash table.
     *
     * @param address any address
     * @param bits the number of bits
     * @return an immutable key with {@code equals} and {@code hashCode}
     */
    public static Object prefix(InetAddress address, int bits) {
        byte[] masked = masked(address, bits);
        ByteBuffer prefix = ByteBuffer.wrap(masked);
        return masked.length == Integer.BYTES ? prefix.getInt() : prefix;
    }

    /**
     * Tells whether all addresses of the block have the same prefix of a length.
     *
     * @param length the number of bits
     * @return true if they have, or if they are not longer than the length and the block is one address
     */
    public boolean hasPrefix(int length) {
        return bits >= Math.min(length, length(address));
    }

    @Override
    public String toString() {
        return address.getHostAddress() + (bits == length(address) ? "" : "/" + bits);
    }

    private static int length(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static byte[] masked(InetAddress address, int bits) {
        byte[] masked = address.getAddress();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
            masked[i] &= (byte) (0xFF << (Byte.SIZE - kept));
        }
        return masked;
    }
}
