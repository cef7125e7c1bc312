// SPDX-License-Identifier: Apache-2.0
/** The call of the version policy: threads, timeout, fallback advice, events. */
@NullMarked
package dev.cvr0.plugin.policy;

import org.jspecify.annotations.NullMarked;
