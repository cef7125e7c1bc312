// SPDX-License-Identifier: Apache-2.0
/** What a line, a decision and a load cost, measured with JMH. */
@NullMarked
package dev.cvr0.benchmarks;

import org.jspecify.annotations.NullMarked;
