// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.plugin.constraint.Checks;
import dev.cvr0.plugin.constraint.WellFormed;

/**
 * Who is about to sign in: the one parameter that is checked where all others are known to be in order.
 *
 * @param text as {@link CvqRequest#userHandle} has it, and with the same constraint
 */
record UserHandle(@WellFormed(groups = Checks.Form.class) String text) {}
