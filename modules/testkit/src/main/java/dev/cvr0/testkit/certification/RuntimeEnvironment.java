// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The facts about the process and the deployment in which the code runs. */
record RuntimeEnvironment(Optional<DeploymentMark> mark, DeploymentMark process, boolean hasBeanManager) {

    static final String BEAN_MANAGER = "java:comp/BeanManager";

    static RuntimeEnvironment here() {
        return new RuntimeEnvironment(DeploymentMark.find(), DeploymentMark.ofThisProcess(), lookUpBeanManager());
    }

    boolean isWhereTheDeploymentWasCreated() {
        return mark.filter(process::equals).isPresent();
    }

    String describe() {
        return mark.map(made -> "created by process " + made.process()).orElse("which has no mark")
                + "; this is process " + process.process();
    }

    private static boolean lookUpBeanManager() {
        try {
            return InitialContext.doLookup(BEAN_MANAGER) != null;
        } catch (NamingException e) {
            return false;
        }
    }
}
