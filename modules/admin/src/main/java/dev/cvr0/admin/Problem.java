// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An error of the HTTP API: a problem document by RFC 9457.
 *
 * @param status the HTTP status
 * @param title the name of the status
 * @param detail the problem and its correction
 * @param pointer the JSON pointer of the wrong value in the request, as a URI fragment such as {@code #/lines/3}; empty
 *     if the problem is not a value
 * @param headers further headers of the response; copied
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 * @since 0.1
 */
public record Problem(int status, String title, String detail, Optional<String> pointer, Map<String, String> headers) {

    private static final String CONTENT_TYPE = "application/problem+json";
    private static final String RETRY_AFTER = "Retry-After";
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    /** Copies the headers. */
    public Problem {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(pointer, "pointer");
        headers = Map.copyOf(headers);
    }

    /**
     * Creates a problem with the request.
     *
     * @param detail the problem and its correction
     * @return 400
     */
    public static Problem badRequest(String detail) {
        return of(400, "Bad Request", detail);
    }

    /** {@return 408, after which a transport closes the connection} */
    public static Problem requestTimeout() {
        return of(
                408,
                "Request Timeout",
                "the request did not arrive within " + HttpApi.REQUEST_TIMEOUT.toSeconds()
                        + " seconds; send it faster");
    }

    /** {@return 413} */
    public static Problem contentTooLarge() {
        return of(
                413,
                "Content Too Large",
                "the body has more than " + HttpApi.MAX_BODY_BYTES + " bytes; send fewer lines in a request");
    }

    /** {@return 431} */
    public static Problem headersTooLarge() {
        return of(431, "Request Header Fields Too Large", "the request line or the headers are too long; shorten them");
    }

    /**
     * Creates a problem with the load of the server.
     *
     * @param detail the problem and its correction
     * @return 503 with {@code Retry-After}
     */
    public static Problem unavailable(String detail) {
        return new Problem(503, "Service Unavailable", detail, Optional.empty(), Map.of(RETRY_AFTER, "1"));
    }

    static Problem tooManyRequests(int limit) {
        String detail = "this address has " + limit + " requests in progress; wait for their answers";
        return new Problem(429, "Too Many Requests", detail, Optional.empty(), Map.of(RETRY_AFTER, "1"));
    }

    static Problem invalid(String pointer, String detail) {
        return new Problem(400, "Bad Request", detail, Optional.of(pointer), Map.of());
    }

    static Problem notFound(String expected) {
        return of(404, "Not Found", "this path does not exist; use one of: " + expected);
    }

    static Problem methodNotAllowed(String allowed) {
        return new Problem(
                405,
                "Method Not Allowed",
                "this path accepts only " + allowed,
                Optional.empty(),
                Map.of("Allow", allowed));
    }

    static Problem unsupportedMediaType() {
        return of(
                415, "Unsupported Media Type", "send the header Content-Type: application/json, and the body in UTF-8");
    }

    static Problem internalError() {
        return of(500, "Internal Server Error", "the operation failed; see the log of the server");
    }

    private static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Optional.empty(), Map.of());
    }

    /** {@return the response with this problem as its body} */
    public ApiResponse response() {
        JsonObjectBuilder document = JSON.createObjectBuilder()
                .add("status", status)
                .add("title", title)
                .add("detail", detail);
        pointer.ifPresent(value -> document.add("pointer", value));
        return ApiResponse.of(
                status, headers, CONTENT_TYPE, document.build().toString().getBytes(StandardCharsets.UTF_8));
    }
}
