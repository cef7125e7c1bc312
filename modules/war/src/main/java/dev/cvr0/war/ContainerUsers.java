// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.admin.access.Authenticator;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import dev.cvr0.admin.operation.Role;
import dev.cvr0.admin.operation.User;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Users that the container has authenticated. The operations for emulators need no user. */
final class ContainerUsers implements Authenticator {

    private static final Set<String> OPEN = Set.of("/v1/decide", "/v1/status");
    private static final User ANONYMOUS = new User("anonymous", Set.of(Role.VIEWER));
    private static final String ROLE_PREFIX = "cvr0-";

    /** Returns the user of a request with the roles; empty if the container has not authenticated one. */
    static Optional<User> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getUserPrincipal())
                .map(Principal::getName)
                .map(name -> new User(
                        name,
                        Arrays.stream(Role.values())
                                .filter(role -> request.isUserInRole(ROLE_PREFIX + role.keyword()))
                                .collect(Collectors.toSet())));
    }

    /** Tells whether a path is open to emulators. */
    static boolean isOpen(String path) {
        return OPEN.contains(path);
    }

    @Override
    public User authenticate(ApiRequest request) {
        Optional<User> user = request.user().filter(known -> !known.roles().isEmpty());
        if (user.isEmpty() && isOpen(request.path())) {
            return ANONYMOUS;
        }
        return user.orElseThrow(() -> new ProblemException(
                request.user().isPresent()
                        ? Problem.forbidden("the user has no role of this application; add a role such as cvr0-viewer")
                        : Problem.unauthorized(
                                "Basic realm=\"cvr0\"",
                                "log in as a user of the server with a role such as cvr0-viewer")));
    }
}
