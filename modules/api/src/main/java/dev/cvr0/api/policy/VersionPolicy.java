// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

/**
 * Decides what a client is told. This is the interface that a policy's author implements.
 *
 * <p>In a container the policy is a bean. Another one takes its place as an {@code @Alternative} with a
 * {@code @Priority}, or wraps it as a {@code @Decorator}.
 *
 * <p>Whoever decides here decides which program old clients download and run: a policy never lets a client's text into
 * a URL unchecked.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface VersionPolicy {

    /**
     * Decides for one client. Called by many threads at once.
     *
     * @param client what the client said of itself, well formed but not to be trusted
     * @return advice, or that the client is unknown
     * @throws RuntimeException if no decision can be made; the client then gets the configured fallback advice or
     *     {@code 500 TrID}
     */
    Verdict decide(ClientProfile client);

    /**
     * Marks a policy that may wait for something other than the processor, such as a database. It is then called off
     * the host's event loops and given up on after the configured time.
     *
     * @return false unless overridden; asked once, at start
     */
    default boolean mayBlock() {
        return false;
    }

    /**
     * Declares what the verdicts depend on, so that a caller may keep them. Called before and after a decision, by many
     * threads at once; must not wait. A verdict is kept only if both answers are the same object.
     *
     * <p>A policy that changes its rules exchanges them and the dependence as one value. One that wraps another
     * overrides this too, with the aspects of both: a decorator that does not may have its container answer with the
     * declaration of what it decorates.
     *
     * @return everything unless overridden: nothing is kept then
     */
    default Dependence dependence() {
        return Dependence.onEverything();
    }
}
