// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The environment in which tests run. The {@link DeploymentMarker} of the deployment proves it, so that a test that runs
 * outside the container by mistake fails.
 *
 * @since 0.1
 */
public enum TestEnvironment {
    /** A JVM without a deployment. */
    STANDALONE,
    /** A container in the process that created the deployment. */
    EMBEDDED,
    /** A server in its own process. */
    SERVER;

    private static final String BEAN_MANAGER = "java:comp/BeanManager";

    /**
     * Compares this environment with the one in which this method is called.
     *
     * @return the differences, as text for a message; empty if the environments are the same
     */
    public List<String> differences() {
        return differences(DeploymentMarker.find(), DeploymentMarker.ofThisProcess(), hasBeanManager());
    }

    List<String> differences(Optional<DeploymentMarker> marker, DeploymentMarker process, boolean hasBeanManager) {
        List<String> problems = new ArrayList<>();
        if (marker.isPresent()) {
            boolean created = marker.get().equals(process);
            String processes =
                    ", which process " + marker.get().process() + " created; this is process " + process.process();
            if (this == STANDALONE) {
                problems.add("the test runs inside a deployment" + processes);
            } else if (created != (this == EMBEDDED)) {
                problems.add("the test runs in "
                        + (created ? "the process that created the deployment" : "another process than the deployment")
                        + processes);
            }
        } else if (this != STANDALONE) {
            problems.add("the context class loader does not find " + DeploymentMarker.PATH
                    + ": the test does not run in" + " the container, or the marker was not added to the deployment");
        }
        if (this == SERVER && !hasBeanManager) {
            problems.add(BEAN_MANAGER + " is not bound: the test does not run in a Jakarta EE server");
        }
        return problems;
    }

    @SuppressWarnings("BanJNDI") // the name is a constant
    private static boolean hasBeanManager() {
        try {
            return InitialContext.doLookup(BEAN_MANAGER) != null;
        } catch (NamingException e) {
            return false;
        }
    }
}
