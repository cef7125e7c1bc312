// SPDX-License-Identifier: Apache-2.0
/**
 * The host as an application in a Jakarta EE server. It starts listening when it is deployed, uses threads of the server,
 * and drains its connections when it is undeployed.
 *
 * @since 0.1
 */
@NullMarked
package dev.cvr0.war;

import org.jspecify.annotations.NullMarked;
