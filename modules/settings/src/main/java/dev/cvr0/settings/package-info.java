// SPDX-License-Identifier: Apache-2.0
/** Settings: each key declared once in a table, read from any source, all problems reported together. */
@NullMarked
package dev.cvr0.settings;

import org.jspecify.annotations.NullMarked;
