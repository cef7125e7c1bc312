// SPDX-License-Identifier: Apache-2.0
/** The catalogs, drafts and statistics that the management operations work on. */
@NullMarked
package dev.cvr0.admin.management;

import org.jspecify.annotations.NullMarked;
