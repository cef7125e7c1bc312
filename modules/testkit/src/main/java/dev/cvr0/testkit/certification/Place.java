// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The place where tests run. The {@link DeploymentMark} of each deployment proves it, so that a test that was not
 * executed inside the container fails instead of passing outside.
 *
 * @since 0.1
 */
public enum Place {
    /** A JVM without a deployment. */
    STANDALONE {
        @Override
        Stream<Optional<String>> check(RuntimeEnvironment here) {
            return Stream.of(problem(here.mark().isPresent(), "there is a deployment, " + here.describe()));
        }
    },
    /** A container in the process that created the deployment. */
    EMBEDDED {
        @Override
        Stream<Optional<String>> check(RuntimeEnvironment here) {
            return Stream.of(
                    problem(here.mark().isEmpty(), NO_DEPLOYMENT),
                    problem(
                            here.mark().isPresent() && !here.isWhereTheDeploymentWasCreated(),
                            "this is not the process that created the deployment, " + here.describe()));
        }
    },
    /** A server in its own process. */
    SERVER {
        @Override
        Stream<Optional<String>> check(RuntimeEnvironment here) {
            return Stream.of(
                    problem(here.mark().isEmpty(), NO_DEPLOYMENT),
                    problem(
                            here.isWhereTheDeploymentWasCreated(),
                            "this is the process that created the deployment, " + here.describe()),
                    problem(!here.hasBeanManager(), "nothing is bound to " + RuntimeEnvironment.BEAN_MANAGER));
        }
    };

    private static final String NO_DEPLOYMENT = "no " + DeploymentMark.PATH
            + " is visible to the context class loader: the test does not run in the container, or the deployment lacks the"
            + " mark";

    /**
     * Compares this place with the environment in which this method is called.
     *
     * @return the contradictions as sentences; empty if this is the place
     */
    public List<String> contradictions() {
        return contradictions(RuntimeEnvironment.here());
    }

    List<String> contradictions(RuntimeEnvironment here) {
        return check(here).flatMap(Optional::stream).toList();
    }

    abstract Stream<Optional<String>> check(RuntimeEnvironment here);

    private static Optional<String> problem(boolean present, String problem) {
        return present ? Optional.of(problem) : Optional.empty();
    }
}
