// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit.certification;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What can be seen from where the code runs. */
record Surroundings(Optional<DeploymentMark> mark, DeploymentMark process, boolean hasBeanManager) {

    static final String BEAN_MANAGER = "java:comp/BeanManager";

    static Surroundings here() {
        return new Surroundings(DeploymentMark.find(), DeploymentMark.ofThisProcess(), lookUpBeanManager());
    }

    boolean isWhereTheDeploymentWasMade() {
        return mark.filter(process::equals).isPresent();
    }

    String describe() {
        return mark.map(made -> "made by process " + made.process()).orElse("made by nobody") + "; this is process "
                + process.process();
    }

    private static boolean lookUpBeanManager() {
        try {
            return InitialContext.doLookup(BEAN_MANAGER) != null;
        } catch (NamingException e) {
            return false;
        }
    }
}
