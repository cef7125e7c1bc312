// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of single steps with JMH, and of the server under load, with idle connections and at startup. */
@NullMarked
package dev.cvr0.benchmarks;

import org.jspecify.annotations.NullMarked;
