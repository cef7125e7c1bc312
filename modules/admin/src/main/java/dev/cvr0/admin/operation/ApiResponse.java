// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.operation;

import jakarta.json.JsonStructure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A response for a transport to send.
 *
 * @param status the HTTP status
 * @param headers the headers, without {@code Content-Length}; copied
 * @param body the body, from the position to the limit; empty with events
 * @param events the server-sent events that follow the headers, until the client closes the connection
 * @since 0.1
 */
public record ApiResponse(int status, Map<String, String> headers, ByteBuffer body, Optional<EventStream> events) {

    private static final Map<String, String> JSON_HEADERS = of(200, Map.of(), "application/json", new byte[0]).headers;

    /** Copies the headers. */
    public ApiResponse {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(events, "events");
    }

    /**
     * The server-sent events of one response. The transport polls it once a second, and closes it once, after the client or
     * the server has ended the connection.
     */
    public interface EventStream extends AutoCloseable {

        /**
         * Returns the next event. Does not block.
         *
         * @return the lines of the event with the empty line after it; empty if there is none now
         * @throws ProblemException if the stream has ended
         */
        Optional<String> poll();

        /**
         * Adds a comment after 15 polls without an event, by which both sides detect that the connection is lost.
         *
         * @return this stream with comments
         */
        default EventStream withComments() {
            return new CommentedStream(this);
        }

        /** Releases the resources of the stream. Does nothing by default. */
        @Override
        default void close() {}
    }

    /**
     * Creates a response with a JSON body.
     *
     * @param body the body in UTF-8
     * @return the response with status 200
     */
    public static ApiResponse json(byte[] body) {
        return new ApiResponse(200, JSON_HEADERS, ByteBuffer.wrap(body), Optional.empty());
    }

    /**
     * Creates a response with a JSON body.
     *
     * @param body the body
     * @return the response with status 200
     */
    public static ApiResponse json(JsonStructure body) {
        return json(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Creates a response that is not cached.
     *
     * @param status the HTTP status
     * @param headers additional headers
     * @param contentType the type of the body
     * @param body the body
     * @return the response
     */
    public static ApiResponse of(int status, Map<String, String> headers, String contentType, byte[] body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", contentType);
        all.putIfAbsent("Cache-Control", "no-store");
        all.put("X-Content-Type-Options", "nosniff");
        return new ApiResponse(status, all, ByteBuffer.wrap(body), Optional.empty());
    }

    /**
     * Adds a header.
     *
     * @param name the name
     * @param value the value
     * @return the response with this header
     */
    public ApiResponse with(String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return new ApiResponse(status, all, body, events);
    }

    /**
     * Returns the response with an entity tag.
     *
     * @param tag the entity tag without quotes
     * @return the response with the header {@code ETag}
     */
    public ApiResponse withTag(String tag) {
        return with("ETag", '"' + tag + '"');
    }
}
