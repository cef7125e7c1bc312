// SPDX-License-Identifier: Apache-2.0
/** Tests of the published JARs and POMs. */
@NullMarked
package dev.cvr0.it.jars;

import org.jspecify.annotations.NullMarked;
