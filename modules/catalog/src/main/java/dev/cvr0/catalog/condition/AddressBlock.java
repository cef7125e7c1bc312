// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.condition;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The addresses that begin with the same bits. Those of the two versions of the protocol are never in one block.
 *
 * @param address the first of them
 * @param bits how many bits they have in common
 */
public record AddressBlock(InetAddress address, int bits) {

    // Only what can be no name: the JDK would ask the network for one.
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    /** Reads an address, or one with a slash and the number of bits; empty if the text is neither. */
    public static Optional<AddressBlock> find(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return address.map(whole -> new AddressBlock(whole, length(whole)));
        }
        return address.flatMap(
                first -> bits(text.substring(slash + 1), length(first)).map(bits -> new AddressBlock(first, bits)));
    }

    /** Tells whether every bit behind those in common is 0, as it should be in a file. */
    public boolean isCanonical() {
        byte[] bytes = address.getAddress();
        return Arrays.equals(bytes, masked(bytes, bits));
    }

    boolean contains(InetAddress other) {
        return Arrays.equals(masked(other.getAddress(), bits), masked(address.getAddress(), bits));
    }

    boolean covers(AddressBlock other) {
        return other.bits >= bits && contains(other.address);
    }

    /** The first bits of an address, or all if it has no more, as a value that can be looked up. */
    static Object prefix(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(masked(bytes, Math.min(bits, bytes.length * Byte.SIZE)));
    }

    /** Tells whether all addresses of the block have the same first bits. */
    boolean hasPrefix(int length) {
        return bits >= Math.min(length, length(address));
    }

    @Override
    public String toString() {
        return address.getHostAddress() + (bits == length(address) ? "" : "/" + bits);
    }

    private static Optional<InetAddress> address(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> bits(String text, int most) {
        return Optional.of(text)
                .filter(digits -> NUMBER.matcher(digits).matches())
                .map(Integer::valueOf)
                .filter(bits -> bits <= most);
    }

    private static int length(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static byte[] masked(byte[] bytes, int bits) {
        byte[] masked = Arrays.copyOf(bytes, bytes.length);
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
            masked[i] &= (byte) (0xFF << (Byte.SIZE - kept));
        }
        return masked;
    }
}
