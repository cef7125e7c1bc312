// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * The HTTP API of this deployment, below {@code /v1}.
 *
 * @since 0.1
 */
@ApplicationPath("v1")
public class HttpApplication extends Application {}
