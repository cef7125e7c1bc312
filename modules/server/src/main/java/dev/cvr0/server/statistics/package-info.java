// SPDX-License-Identifier: Apache-2.0
/** Client statistics: the number of requests by kind of client, and files of clients. */
@NullMarked
package dev.cvr0.server.statistics;

import org.jspecify.annotations.NullMarked;
