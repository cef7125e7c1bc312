// SPDX-License-Identifier: Apache-2.0
/**
 * The rules for the parameters of CVQ and of its answer as Bean Validation constraints, each with the wire error it
 * stands for.
 *
 * <p>Validators are plain objects: nothing is injected into them, because Bean Validation does not promise it.
 */
@NullMarked
package dev.cvr0.plugin.constraint;

import org.jspecify.annotations.NullMarked;
