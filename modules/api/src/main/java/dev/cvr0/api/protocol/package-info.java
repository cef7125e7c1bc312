// SPDX-License-Identifier: Apache-2.0
/** Protocol values: immutable, validated on construction, independent of any transport. */
@NullMarked
package dev.cvr0.api.protocol;

import org.jspecify.annotations.NullMarked;
