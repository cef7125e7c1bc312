// SPDX-License-Identifier: Apache-2.0
/**
 * What a rule of a catalogue can want of a client, of the hour and of chance. Values without a file and without an
 * answer. Internal to the catalogue: nothing here is for use by others.
 */
@NullMarked
package dev.cvr0.catalog.condition;

import org.jspecify.annotations.NullMarked;
