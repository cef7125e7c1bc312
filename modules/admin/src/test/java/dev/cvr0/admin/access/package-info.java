// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.cvr0.admin.access;

import org.jspecify.annotations.NullMarked;
