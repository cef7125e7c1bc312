// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.incontainer;

import dev.cvr0.incontainer.app.DeploymentResource;
import java.util.Map;

/**
 * Where a deployment was made, written into it there and read inside the container.
 *
 * @param pid the process
 * @param serverProperty the system property by which the server says where it lives; empty if the container is no server
 * @param serverHome its value
 */
record Origin(String pid, String serverProperty, String serverHome) {

    static final String NAME = "origin.properties";

    /** What is made in this process. */
    static final Origin OF_THIS_PROCESS = new Origin(
            String.valueOf(ProcessHandle.current().pid()),
            System.getProperty("cvr0.server.property", ""),
            System.getProperty("cvr0.server.home", ""));

    static Origin ofThisDeployment() {
        Map<String, String> written = DeploymentResource.read(NAME);
        return new Origin(written.get("pid"), written.get("server-property"), written.get("server-home"));
    }

    Map<String, String> properties() {
        return Map.of("pid", pid, "server-property", serverProperty, "server-home", serverHome);
    }
}
