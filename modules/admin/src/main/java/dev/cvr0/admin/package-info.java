// SPDX-License-Identifier: Apache-2.0
/**
 * The operations of the HTTP API, independent of the transport. A transport reads a request within the limits of
 * {@link dev.cvr0.admin.HttpApi}, passes it on, and sends the response.
 *
 * @since 0.1
 */
@NullMarked
package dev.cvr0.admin;

import org.jspecify.annotations.NullMarked;
