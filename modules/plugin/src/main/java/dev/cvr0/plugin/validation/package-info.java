// SPDX-License-Identifier: Apache-2.0
/** The request record of CVQ and CVR, and its validation with Bean Validation. */
@NullMarked
package dev.cvr0.plugin.validation;

import org.jspecify.annotations.NullMarked;
