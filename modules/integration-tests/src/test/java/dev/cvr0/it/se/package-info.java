// SPDX-License-Identifier: Apache-2.0
/**
 * An Arquillian adapter for any CDI SE container. It unpacks a deployment and starts the container with it as the class
 * path. Arquillian uses the adapter only if {@code src/test/se} is on the class path.
 */
@NullMarked
package dev.cvr0.it.se;

import org.jspecify.annotations.NullMarked;
