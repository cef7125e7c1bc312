// SPDX-License-Identifier: Apache-2.0
/** The operations of the HTTP API, and the values that a transport exchanges with them. */
@NullMarked
package dev.cvr0.admin.operation;

import org.jspecify.annotations.NullMarked;
