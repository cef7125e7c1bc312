// SPDX-License-Identifier: Apache-2.0
/** A policy that tells nobody to update. */
@NullMarked
package dev.cvr0.examples.echo;

import org.jspecify.annotations.NullMarked;
