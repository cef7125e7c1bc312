// SPDX-License-Identifier: Apache-2.0
/** Creates the table of tested containers from their test reports. */
@NullMarked
package dev.cvr0.it.matrix;

import org.jspecify.annotations.NullMarked;
