// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

/**
 * Decides which version a client should run. Policy authors implement this interface.
 *
 * <p>In a container the policy is a bean. Another policy replaces it as an {@code @Alternative} with a {@code @Priority},
 * or wraps it as a {@code @Decorator}.
 *
 * <p>The policy controls which program old clients download and run: never copy text from a client into a URL without
 * checking it.
 *
 * {@snippet class="dev.cvr0.api.policy.VersionPolicyExampleTest" region="policy"}
 *
 * @see Verdict
 * @see Advice
 * @see ClientProfile
 * @since 0.1
 */
@FunctionalInterface
public interface VersionPolicy {

    /**
     * Decides for one client. Called by many threads at once.
     *
     * @param client the client; its texts are well formed but not trustworthy
     * @return advice, unknown client, or refused
     * @throws RuntimeException if no decision can be made; the client then gets the configured fallback advice or
     *     {@code 500 TrID}
     */
    Verdict decide(ClientProfile client);

    /**
     * Returns whether {@link #decide} may block, for example on a database. If it may, the plugin calls it in a thread pool
     * with the configured timeout.
     *
     * @return false by default; called once, at startup
     */
    default boolean mayBlock() {
        return false;
    }
}
