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
        if (settings.folder().isEmpty()
                || ContainerUsers.isOpen(received.path())
                || request.getUserPrincipal() != null
                || request.authenticate(response)) {
            chain.doFilter(request, response);
        } else {
            // The container has sent the response. This records the attempt.
            api.reject(received, Problem.unauthorized("Basic", "the container has not authenticated the user"));
        }
    }
}
