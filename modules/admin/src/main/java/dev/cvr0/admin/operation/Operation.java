// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.operation;

import static java.util.concurrent.CompletableFuture.completedStage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One operation of the HTTP API: a method on a path.
 *
 * <pre>{@code
 * Operation.blocking("GET", "/v1/drafts/{name}", Role.VIEWER, call -> drafts.get(call.variable("name")))
 * }</pre>
 *
 * @param method the HTTP method
 * @param path the path, with variables for whole segments such as {@code {name}}
 * @param role the role that the user needs
 * @param maxBodyBytes the maximum size of the body
 * @param blocks whether the handler may block, so that it is called on a thread of the API instead of the transport's
 * @param handler the handler; thread-safe
 * @since 0.1
 */
public record Operation(String method, String path, Role role, int maxBodyBytes, boolean blocks, Handler handler) {

    /** The maximum size of a body in bytes, unless the operation has another one. */
    public static final int MAX_BODY_BYTES = 256 * 1024;

    /** Executes an operation. */
    public interface Handler {

        /**
         * Executes an operation.
         *
         * @param call the request
         * @return the response; can fail with a {@link ProblemException}
         * @throws ProblemException if the request is wrong
         */
        CompletionStage<ApiResponse> handle(Call call);
    }

    /**
     * Creates an operation that never blocks.
     *
     * @param method the HTTP method
     * @param path the path
     * @param role the role that the user needs
     * @param handler the handler
     * @return the operation
     */
    public static Operation of(String method, String path, Role role, Handler handler) {
        return new Operation(method, path, role, MAX_BODY_BYTES, false, handler);
    }

    /**
     * Creates an operation that may block.
     *
     * @param method the HTTP method
     * @param path the path
     * @param role the role that the user needs
     * @param handler the handler
     * @return the operation
     */
    public static Operation blocking(String method, String path, Role role, Function<Call, ApiResponse> handler) {
        return new Operation(method, path, role, MAX_BODY_BYTES, true, call -> completedStage(handler.apply(call)));
    }

    /**
     * Returns this operation with another maximum size of the body.
     *
     * @param bytes the size in bytes
     * @return the operation
     */
    public Operation withMaxBodyBytes(int bytes) {
        return new Operation(method, path, role, bytes, blocks, handler);
    }

    /**
     * Compares a path with that of this operation.
     *
     * @param requested the path of a request
     * @return the values of the variables by name, not decoded; empty if the path is another one
     */
    public Optional<Map<String, String>> match(String requested) {
        if (path.indexOf('{') < 0) {
            return path.equals(requested) ? Optional.of(Map.of()) : Optional.empty();
        }
        List<String> expected = segments(path);
        List<String> actual = segments(requested);
        if (expected.size() != actual.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < expected.size(); i++) {
            String segment = expected.get(i);
            if (segment.startsWith("{")) {
                variables.put(segment.substring(1, segment.length() - 1), actual.get(i));
            } else if (!segment.equals(actual.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
