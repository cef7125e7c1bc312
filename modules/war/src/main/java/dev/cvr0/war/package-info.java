// SPDX-License-Identifier: Apache-2.0
/**
 * The host as an application of a Jakarta EE server: it begins to listen when it is deployed, on threads of the server,
 * and drains when it is undeployed.
 *
 * @since 0.1
 */
@NullMarked
package dev.cvr0.war;

import org.jspecify.annotations.NullMarked;
