// SPDX-License-Identifier: Apache-2.0
/** Tests of the web console in Chromium, on servers under traffic. */
@NullMarked
package dev.cvr0.console;

import org.jspecify.annotations.NullMarked;
