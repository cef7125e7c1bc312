// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.operation;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/**
 * A request as a transport received it. Not used after {@code HttpApi.handle} has returned.
 *
 * @param method the HTTP method, such as {@code POST}
 * @param path the path without the query, such as {@code /v1/decide}; not decoded
 * @param query the query without the question mark; empty if absent; not decoded
 * @param headers returns the headers
 * @param body the body, from the position to the limit
 * @param client the address of the HTTP client
 * @param user the user, if the transport has authenticated one
 * @since 0.1
 */
public record ApiRequest(
        String method,
        String path,
        String query,
        Headers headers,
        ByteBuffer body,
        InetAddress client,
        Optional<User> user) {

    /** Checks that no component is null. */
    public ApiRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(user, "user");
    }

    /** The headers of a request. */
    public interface Headers {

        /**
         * Returns a header.
         *
         * @param name the name, in any case
         * @return the value of its first occurrence; empty if absent
         */
        Optional<String> header(String name);
    }

    /**
     * Returns a header.
     *
     * @param name the name, in any case
     * @return the value of its first occurrence; empty if absent
     */
    public Optional<String> header(String name) {
        return headers.header(name);
    }

    /**
     * Returns this request with another body.
     *
     * @param other the body
     * @return the request
     */
    public ApiRequest with(ByteBuffer other) {
        return new ApiRequest(method, path, query, headers, other, client, user);
    }
}
