// SPDX-License-Identifier: Apache-2.0
/** The operations that change drafts, publications and emergencies. */
@NullMarked
package dev.cvr0.admin.change;

import org.jspecify.annotations.NullMarked;
