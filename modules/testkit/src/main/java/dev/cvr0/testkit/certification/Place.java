// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where tests run. That they run where they claim to is found out from the {@link DeploymentMark} that is put into each
 * deployment, so that a test which never got into the container fails instead of passing outside.
 *
 * @since 0.1
 */
public enum Place {
    /** In a JVM of their own: there is no deployment. */
    STANDALONE {
        @Override
        Stream<Optional<String>> check(Surroundings here) {
            return Stream.of(fault(here.mark().isPresent(), "there is a deployment here, " + here.describe()));
        }
    },
    /** In a container within the process that made the deployment. */
    EMBEDDED {
        @Override
        Stream<Optional<String>> check(Surroundings here) {
            return Stream.of(
                    fault(here.mark().isEmpty(), NO_DEPLOYMENT),
                    fault(
                            here.mark().isPresent() && !here.isWhereTheDeploymentWasMade(),
                            "this is not the process that made the deployment, " + here.describe()));
        }
    },
    /** In a server that has a process of its own. */
    SERVER {
        @Override
        Stream<Optional<String>> check(Surroundings here) {
            return Stream.of(
                    fault(here.mark().isEmpty(), NO_DEPLOYMENT),
                    fault(
                            here.isWhereTheDeploymentWasMade(),
                            "this is the process that made the deployment, " + here.describe()),
                    fault(!here.hasBeanManager(), "nothing is bound to " + Surroundings.BEAN_MANAGER));
        }
    };

    private static final String NO_DEPLOYMENT = "no " + DeploymentMark.PATH
            + " is seen by the context class loader: either the test does not run inside, or the mark was not put in";

    /**
     * What speaks against the tests being here.
     *
     * @return the reasons, for people to read; none if this is the place
     */
    public List<String> contradictions() {
        return contradictions(Surroundings.here());
    }

    List<String> contradictions(Surroundings here) {
        return check(here).flatMap(Optional::stream).toList();
    }

    abstract Stream<Optional<String>> check(Surroundings here);

    private static Optional<String> fault(boolean faulty, String fault) {
        return faulty ? Optional.of(fault) : Optional.empty();
    }
}
