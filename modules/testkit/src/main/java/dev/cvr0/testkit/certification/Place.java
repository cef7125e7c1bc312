// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The place where tests run. The {@link DeploymentMark} of each deployment proves it, so that a test that was not
 * executed inside the container fails instead of passing outside.
 *
 * @since 0.1
 */
public enum Place {
    /** A JVM without a deployment. */
    STANDALONE,
    /** A container in the process that created the deployment. */
    EMBEDDED,
    /** A server in its own process. */
    SERVER;

    private static final String BEAN_MANAGER = "java:comp/BeanManager";

    /**
     * Compares this place with the environment in which this method is called.
     *
     * @return the contradictions as sentences; empty if this is the place
     */
    public List<String> contradictions() {
        return contradictions(DeploymentMark.find(), DeploymentMark.ofThisProcess(), hasBeanManager());
    }

    List<String> contradictions(Optional<DeploymentMark> mark, DeploymentMark process, boolean hasBeanManager) {
        List<String> problems = new ArrayList<>();
        if (mark.isPresent()) {
            boolean created = mark.get().equals(process);
            String both = ", created by process " + mark.get().process() + "; this is process " + process.process();
            if (this == STANDALONE) {
                problems.add("there is a deployment" + both);
            } else if (created != (this == EMBEDDED)) {
                problems.add("this is " + (created ? "" : "not ") + "the process that created the deployment" + both);
            }
        } else if (this != STANDALONE) {
            problems.add(
                    "no " + DeploymentMark.PATH + " is visible to the context class loader: the test does not run in"
                            + " the container, or the deployment lacks the mark");
        }
        if (this == SERVER && !hasBeanManager) {
            problems.add("nothing is bound to " + BEAN_MANAGER);
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
