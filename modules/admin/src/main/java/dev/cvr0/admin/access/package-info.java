// SPDX-License-Identifier: Apache-2.0
/** Users, their tokens, and the audit log. */
@NullMarked
package dev.cvr0.admin.access;

import org.jspecify.annotations.NullMarked;
