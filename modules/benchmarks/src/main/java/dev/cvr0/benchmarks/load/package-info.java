// SPDX-License-Identifier: Apache-2.0
/** What a dialogue costs: servers in processes of their own, under load, one against the other. */
@NullMarked
package dev.cvr0.benchmarks.load;

import org.jspecify.annotations.NullMarked;
