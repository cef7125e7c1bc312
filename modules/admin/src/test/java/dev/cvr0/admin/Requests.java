// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import dev.cvr0.admin.operation.ApiRequest;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Creates requests as a transport does. */
public final class Requests {

    private Requests() {}

    /** Returns a request with a body in JSON. */
    public static ApiRequest json(String method, String path, String body) {
        return request(
                method,
                path,
                Map.of("Content-Type", "application/json"),
                StandardCharsets.UTF_8.encode(body),
                InetAddress.getLoopbackAddress());
    }

    /** Returns a request whose path can have a query. */
    public static ApiRequest request(
            String method, String uri, Map<String, String> headers, ByteBuffer body, InetAddress client) {
        Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(headers);
        String[] parts = uri.split("\\?", 2);
        return new ApiRequest(
                method,
                parts[0],
                parts.length < 2 ? "" : parts[1],
                name -> Optional.ofNullable(values.get(name)),
                body,
                client,
                Optional.empty());
    }
}
