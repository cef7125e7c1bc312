// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.protocol.Reply;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the reply of a handler. */
final class Replies {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Replies() {}

    static Reply await(CompletionStage<Reply> stage) {
        return await(stage, TIMEOUT);
    }

    /** Throws the exception of a stage that completes exceptionally, as a handler that answers at once would. */
    static Reply await(CompletionStage<Reply> stage, Duration timeout) {
        try {
            return stage.toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no reply within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a reply", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("the handler failed", e.getCause());
        }
    }
}
