// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.access;

import dev.cvr0.admin.operation.ApiRequest;
import dev.cvr0.admin.operation.Problem;
import dev.cvr0.admin.operation.ProblemException;
import java.util.Optional;
import java.util.Set;

/** Rejects requests that the page of another site causes in a browser. Other programs send neither of the headers. */
final class RequestOrigin {

    private static final Set<String> OWN = Set.of("same-origin", "none");
    private static final String SCHEME_END = "://";

    private RequestOrigin() {}

    /**
     * Checks the headers {@code Sec-Fetch-Site} or, from browsers that do not send it, {@code Origin}.
     *
     * @throws ProblemException 403 for a request of another site
     */
    static void require(ApiRequest request) {
        Optional<String> site = request.header("Sec-Fetch-Site");
        boolean isOwn = site.isPresent()
                ? OWN.contains(site.get())
                : request.header("Origin")
                        .map(origin -> isHost(origin, request.header("Host").orElse("")))
                        .orElse(true);
        if (!isOwn) {
            throw new ProblemException(
                    Problem.forbidden("the request comes from a page of another site; use the console of this"
                            + " server, and let a proxy pass the header Host unchanged"));
        }
    }

    private static boolean isHost(String origin, String host) {
        int authority = origin.indexOf(SCHEME_END);
        return authority >= 0
                && origin.substring(authority + SCHEME_END.length()).equalsIgnoreCase(host);
    }
}
