// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads fields of messages in the Protocol Buffers encoding, whatever their schema is. */
final class Protobuf {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private Protobuf() {}

    /** Returns the names of the metrics in an ExportMetricsServiceRequest. */
    static Set<String> metricNames(byte[] request) {
        return Stream.of(request)
                .flatMap(message -> fields(message, 1)) // resource_metrics
                .flatMap(message -> fields(message, 2)) // scope_metrics
                .flatMap(message -> fields(message, 2)) // metrics
                .flatMap(message -> fields(message, 1)) // name
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    private static Stream<byte[]> fields(byte[] message, int number) {
        ByteBuffer in = ByteBuffer.wrap(message);
        List<byte[]> found = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) tag & 7) {
                case VARINT -> varint(in);
                case FIXED_64 -> in.getLong();
                case FIXED_32 -> in.getInt();
                case BYTES -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    if (tag >>> 3 == number) {
                        found.add(bytes);
                    }
                }
                default -> throw new IllegalArgumentException("unknown type in the tag " + tag);
            }
        }
        return found.stream();
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
