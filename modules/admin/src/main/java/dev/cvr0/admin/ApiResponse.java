// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A response for a transport to send.
 *
 * @param status the HTTP status
 * @param headers the headers, without {@code Content-Length}; copied
 * @param body the body, from the position to the limit
 * @since 0.1
 */
public record ApiResponse(int status, Map<String, String> headers, ByteBuffer body) {

    private static final Map<String, String> JSON_HEADERS = of(200, Map.of(), "application/json", new byte[0]).headers;

    /** Copies the headers. */
    public ApiResponse {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    static ApiResponse json(byte[] body) {
        return new ApiResponse(200, JSON_HEADERS, ByteBuffer.wrap(body));
    }

    static ApiResponse of(int status, Map<String, String> headers, String contentType, byte[] body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", contentType);
        all.put("Cache-Control", "no-store");
        all.put("X-Content-Type-Options", "nosniff");
        return new ApiResponse(status, all, ByteBuffer.wrap(body));
    }
}
