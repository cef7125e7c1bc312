// SPDX-License-Identifier: Apache-2.0
/** A policy with releases in a database. */
@NullMarked
package dev.cvr0.examples.database;

import org.jspecify.annotations.NullMarked;
