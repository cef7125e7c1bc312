// SPDX-License-Identifier: Apache-2.0
/** Hosts, policies, handlers and settings that tests add to their deployments. */
@NullMarked
package dev.cvr0.it.container.app;

import org.jspecify.annotations.NullMarked;
