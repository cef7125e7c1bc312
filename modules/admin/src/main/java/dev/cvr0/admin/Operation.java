// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin;

import java.util.concurrent.CompletionStage;

/**
 * One operation of the HTTP API: a method on a path. Thread-safe, and does not block.
 *
 * @see HttpApi
 */
interface Operation {

    /** Returns the HTTP method. */
    String method();

    /** Returns the path without the query. */
    String path();

    /**
     * Executes the operation.
     *
     * @throws ProblemException if the request is wrong; the stage may fail with it as well
     */
    CompletionStage<ApiResponse> execute(ApiRequest request);
}
