// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.operation;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    /**
     * Creates a problem with the time of a request, after which a transport closes the connection.
     *
     * @param limit the time limit
     * @return 408
     */
    public static Problem requestTimeout(Duration limit) {
        return of(
                408,
                "Request Timeout",
                "the request did not arrive within " + limit.toSeconds() + " seconds; send it faster");
    }

    /**
     * Creates a problem with the size of a body.
     *
     * @param maxBytes the maximum size
     * @return 413
     */
    public static Problem contentTooLarge(int maxBytes) {
        return of(413, "Content Too Large", "the body has more than " + maxBytes + " bytes; send less in a request");
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

    /**
     * Creates a problem with the requests of one address.
     *
     * @param limit the maximum number in progress
     * @return 429
     */
    public static Problem tooManyRequests(int limit) {
        String detail = "this address has " + limit + " requests in progress; wait for their answers";
        return new Problem(429, "Too Many Requests", detail, Optional.empty(), Map.of(RETRY_AFTER, "1"));
    }

    /**
     * Creates a problem with the rate of requests.
     *
     * @param detail the problem and its correction
     * @param wait the time after which to try again
     * @return 429 with {@code Retry-After}
     */
    public static Problem rateExceeded(String detail, Duration wait) {
        return new Problem(
                429,
                "Too Many Requests",
                detail,
                Optional.empty(),
                Map.of(RETRY_AFTER, Long.toString(wait.toSeconds())));
    }

    /**
     * Creates a problem with a value in the body.
     *
     * @param pointer the JSON pointer of the value as a URI fragment
     * @param detail the problem and its correction
     * @return 400
     */
    public static Problem invalid(String pointer, String detail) {
        return new Problem(400, "Bad Request", detail, Optional.of(pointer), Map.of());
    }

    /**
     * Creates a problem with a resource that does not exist.
     *
     * @param detail the problem and its correction
     * @return 404
     */
    public static Problem notFound(String detail) {
        return of(404, "Not Found", detail);
    }

    /**
     * Creates a problem with the method.
     *
     * @param allowed the methods of the path, separated by commas
     * @return 405
     */
    public static Problem methodNotAllowed(String allowed) {
        return new Problem(
                405,
                "Method Not Allowed",
                "this path accepts only " + allowed,
                Optional.empty(),
                Map.of("Allow", allowed));
    }

    /** {@return 415} */
    public static Problem unsupportedMediaType() {
        return of(
                415, "Unsupported Media Type", "send the header Content-Type: application/json, and the body in UTF-8");
    }

    /** {@return 500} */
    public static Problem internalError() {
        return of(500, "Internal Server Error", "the operation failed; see the log of the server");
    }

    /**
     * Creates a problem with missing or wrong credentials.
     *
     * @param scheme the value of {@code WWW-Authenticate}, such as {@code Bearer}
     * @param detail the problem and its correction
     * @return 401
     */
    public static Problem unauthorized(String scheme, String detail) {
        return new Problem(401, "Unauthorized", detail, Optional.empty(), Map.of("WWW-Authenticate", scheme));
    }

    /**
     * Creates a problem with a request that the user may not make.
     *
     * @param detail the problem and its correction
     * @return 403
     */
    public static Problem forbidden(String detail) {
        return of(403, "Forbidden", detail);
    }

    /**
     * Creates a problem with the current state of a resource, other than its entity tag.
     *
     * @param detail the problem and its correction
     * @return 409
     */
    public static Problem conflict(String detail) {
        return of(409, "Conflict", detail);
    }

    /**
     * Creates a problem with a resource that was changed meanwhile.
     *
     * @param state the description of its current state
     * @return 412
     */
    public static Problem preconditionFailed(String state) {
        return of(412, "Precondition Failed", state + "; read it again, and repeat the change if it still applies");
    }

    /** {@return 428} */
    public static Problem preconditionRequired() {
        return of(
                428,
                "Precondition Required",
                "send the header If-Match with the ETag of the state that you have read, or If-None-Match: * to create");
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
