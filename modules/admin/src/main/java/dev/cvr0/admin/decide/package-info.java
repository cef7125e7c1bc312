// SPDX-License-Identifier: Apache-2.0
/** {@code POST /v1/decide}: decisions for emulators. */
@NullMarked
package dev.cvr0.admin.decide;

import org.jspecify.annotations.NullMarked;
