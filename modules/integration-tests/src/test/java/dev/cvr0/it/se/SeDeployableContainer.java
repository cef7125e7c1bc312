// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.it.se;

import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.context.annotation.DeploymentScoped;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.shrinkwrap.api.Archive;

/** Starts the CDI SE container of the class path for each deployment, and stops it on undeployment. */
public final class SeDeployableContainer implements DeployableContainer<SeConfiguration> {

    @Inject
    @DeploymentScoped
    private InstanceProducer<BeanManager> beans;

    // Arquillian undeploys in reverse order
    private final Deque<SeApplication> applications = new ArrayDeque<>();

    @Override
    public Class<SeConfiguration> getConfigurationClass() {
        return SeConfiguration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            SeApplication application = SeApplication.boot(archive);
            applications.push(application);
            beans.set(application.beans());
            return new ProtocolMetaData();
        } catch (RuntimeException e) {
            throw new DeploymentException(archive.getName() + " cannot be deployed", e);
        }
    }

    @Override
    public void undeploy(Archive<?> archive) {
        applications.pop().close();
    }
}
