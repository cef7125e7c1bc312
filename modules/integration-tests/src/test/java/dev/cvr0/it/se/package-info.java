// SPDX-License-Identifier: Apache-2.0
/**
 * Arquillian's adapter for any CDI SE container: a deployment is unpacked and found by the container on a class path, as
 * that of an application would be. Known to Arquillian only where {@code src/test/se} is on the class path.
 */
@NullMarked
package dev.cvr0.it.se;

import org.jspecify.annotations.NullMarked;
