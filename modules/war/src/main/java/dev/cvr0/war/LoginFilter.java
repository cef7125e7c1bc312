// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets the container authenticate the users of the management operations. Not a security constraint, because the same paths need
 * no user if the operations are off.
 *
 * @since 0.1
 */
@WebFilter(urlPatterns = "/v1/*", asyncSupported = true)
public class LoginFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient HttpApi api;

    @Inject
    private transient DeploymentSettings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ApiRequest received = HttpResource.request(request);
        boolean isPermitted = settings.folder().isEmpty()
                || ContainerUsers.isOpen(received.path())
                || isAuthenticated(request, response);
        if (isPermitted || !response.isCommitted()) {
            chain.doFilter(request, response);
        } else {
            // The container has sent the response. This records the attempt.
            api.reject(received, Problem.unauthorized("Basic", "the container has not authenticated the user"));
        }
    }

    private static boolean isAuthenticated(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            return request.getUserPrincipal() != null || request.authenticate(response);
        } catch (ServletException e) {
            // Undertow, if the request has no credentials. The API then asks for them.
            return false;
        }
    }
}
