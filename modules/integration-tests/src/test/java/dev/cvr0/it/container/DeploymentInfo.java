// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.container;

import dev.cvr0.it.container.app.DeploymentResource;
import java.util.Map;

/**
 * The process that created a deployment and the container for which it was created. Written into the deployment, and read
 * inside the container.
 *
 * @param pid the id of the process that created the deployment
 * @param container the name and version of the container
 * @param serverProperty the system property with the home folder of a server; empty if the container is not a server
 * @param serverHome the expected value of that property
 * @param cdi the package of the CDI implementation in a container that is not a server; empty in a server
 * @param reports the folder for the reports of the container
 */
record DeploymentInfo(
        String pid, String container, String serverProperty, String serverHome, String cdi, String reports) {

    static final String NAME = "origin.properties";

    /** The information for deployments that this process creates. */
    static final DeploymentInfo OF_THIS_PROCESS = new DeploymentInfo(
            String.valueOf(ProcessHandle.current().pid()),
            System.getProperty("cvr0.container", ""),
            System.getProperty("cvr0.server.property", ""),
            System.getProperty("cvr0.server.home", ""),
            System.getProperty("cvr0.cdi", ""),
            System.getProperty("cvr0.reports", ""));

    static DeploymentInfo ofThisDeployment() {
        Map<String, String> written = DeploymentResource.read(NAME);
        return new DeploymentInfo(
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
