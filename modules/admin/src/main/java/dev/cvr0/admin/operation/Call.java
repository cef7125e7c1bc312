// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.operation;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A permitted request for one operation. Immutable; can be used after the transport has released the request.
 *
 * @param user the user
 * @param client the address of the HTTP client
 * @param variables the variables of the path by name. Copied
 * @param parameters the parameters of the query by name. Copied
 * @param contentType the header {@code Content-Type}; empty if absent
 * @param ifMatch the header {@code If-Match}
 * @param ifNoneMatch the header {@code If-None-Match}
 * @param body the body, from the position to the limit
 */
public record Call(
        User user,
        InetAddress client,
        Map<String, String> variables,
        Map<String, String> parameters,
        String contentType,
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        ByteBuffer body) {

    /** Copies the variables and parameters. */
    public Call {
        variables = Map.copyOf(variables);
        parameters = Map.copyOf(parameters);
    }

    /**
     * Creates a call.
     *
     * @param request the request
     * @param user the user
     * @param variables the variables of the path, not decoded
     * @param copiesBody whether the body is copied, because the call is used later
     * @return the call
     * @throws ProblemException if the path or the query cannot be decoded
     */
    public static Call of(ApiRequest request, User user, Map<String, String> variables, boolean copiesBody) {
        Map<String, String> decoded = new HashMap<>();
        variables.forEach((name, value) -> decoded.put(name, decode(value.replace("+", "%2B"))));
        return new Call(
                user,
                request.client(),
                decoded,
                parameters(request.query()),
                request.header("Content-Type").orElse(""),
                request.header("If-Match"),
                request.header("If-None-Match"),
                copiesBody ? copy(request.body()) : request.body());
    }

    /** {@return the variable of the path with a name that the path of the operation contains} */
    public String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    /** {@return the parameter of the query with a name; empty if absent} */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * Parses a parameter of the query as a number.
     *
     * @param name the name
     * @param initial the value if it is absent
     * @param max the largest permitted number; the smallest is 0
     * @return the number
     * @throws ProblemException if it is not such a number
     */
    public int number(String name, int initial, int max) {
        return parameter(name).map(text -> number(name, text, max)).orElse(initial);
    }

    private static int number(String name, String text, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new ProblemException(Problem.badRequest(
                "the parameter " + name + " is not a whole number from 0 to " + max + "; correct it"));
    }

    /**
     * Requires that the client has seen the current state of a resource.
     *
     * @param current the entity tag of the current state, without quotes
     * @param state the description of the current state, for the problem
     * @throws ProblemException 428 without {@code If-Match}, 412 if it names another state
     */
    public void requireMatch(String current, String state) {
        String expected = ifMatch.orElseThrow(() -> new ProblemException(Problem.preconditionRequired()));
        if (!expected.equals('"' + current + '"')) {
            throw new ProblemException(Problem.preconditionFailed(state));
        }
    }

    /** {@return whether the client requests that the resource must not exist: {@code If-None-Match: *}} */
    public boolean creates() {
        return ifNoneMatch.filter("*"::equals).isPresent();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        if (!query.isEmpty()) {
            for (String parameter : query.split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                if (parameters.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1])) != null) {
                    throw new ProblemException(
                            Problem.badRequest("the query has a parameter twice; remove one occurrence"));
                }
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.badRequest("the URL has an invalid percent-encoding; encode it in UTF-8"));
        }
    }

    private static ByteBuffer copy(ByteBuffer body) {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
