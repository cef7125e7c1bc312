// SPDX-License-Identifier: Apache-2.0
/** The HTTP API on Netty. */
@NullMarked
package dev.cvr0.server.http;

import org.jspecify.annotations.NullMarked;
