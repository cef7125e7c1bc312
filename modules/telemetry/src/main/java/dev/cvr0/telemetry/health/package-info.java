// SPDX-License-Identifier: Apache-2.0
/** MicroProfile Health checks. They are beans only if the API is present. */
@NullMarked
package dev.cvr0.telemetry.health;

import org.jspecify.annotations.NullMarked;
