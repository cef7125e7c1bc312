// SPDX-License-Identifier: Apache-2.0
/** A policy that wraps whatever policy there is, and an observer of decisions. */
@NullMarked
package dev.cvr0.examples.gentle;

import org.jspecify.annotations.NullMarked;
