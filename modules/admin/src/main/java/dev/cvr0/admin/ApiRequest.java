// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A request as a transport received it.
 *
 * @param method the HTTP method, such as {@code POST}
 * @param path the path without the query, such as {@code /v1/decide}
 * @param contentType the value of the header {@code Content-Type}; empty if absent
 * @param body the body, from the position to the limit. Not used after {@link HttpApi#handle} has returned
 * @param client the address of the HTTP client
 * @see HttpApi
 * @since 0.1
 */
public record ApiRequest(String method, String path, String contentType, ByteBuffer body, InetAddress client) {

    /** Checks that no component is null. */
    public ApiRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(client, "client");
    }
}
