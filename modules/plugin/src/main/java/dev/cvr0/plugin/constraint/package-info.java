// SPDX-License-Identifier: Apache-2.0
/**
 * The constraints on the parameters of CVQ, each with the wire error of its violation as payload.
 *
 * <p>Validators are plain objects without injection, because Bean Validation does not promise it.
 */
@NullMarked
package dev.cvr0.plugin.constraint;

import org.jspecify.annotations.NullMarked;
