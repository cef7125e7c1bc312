// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import dev.cvr0.it.container.app.DeploymentResource;
import java.util.Map;

/**
 * Where a deployment was made and where it is to run, written into it there and read inside the container.
 *
 * @param pid the process
 * @param container name and version of the container
 * @param serverProperty the system property by which a server says where it lives; empty if the container is no server
 * @param serverHome its value
 * @param cdi the package of what CDI says it is in a container that is no server; empty in a server
 * @param reports the folder for what is written about this container
 */
record Origin(String pid, String container, String serverProperty, String serverHome, String cdi, String reports) {

    static final String NAME = "origin.properties";

    /** What is made in this process. */
    static final Origin OF_THIS_PROCESS = new Origin(
            String.valueOf(ProcessHandle.current().pid()),
            System.getProperty("cvr0.container", ""),
            System.getProperty("cvr0.server.property", ""),
            System.getProperty("cvr0.server.home", ""),
            System.getProperty("cvr0.cdi", ""),
            System.getProperty("cvr0.reports", ""));

    static Origin ofThisDeployment() {
        Map<String, String> written = DeploymentResource.read(NAME);
        return new Origin(
                written.get("pid"),
                written.get("container"),
                written.get("server-property"),
                written.get("server-home"),
                written.get("cdi"),
                written.get("reports"));
    }

    boolean isServer() {
        return !serverProperty.isEmpty();
    }

    Map<String, String> properties() {
        return Map.of(
                "pid", pid,
                "container", container,
                "server-property", serverProperty,
                "server-home", serverHome,
                "cdi", cdi,
                "reports", reports);
    }
}
