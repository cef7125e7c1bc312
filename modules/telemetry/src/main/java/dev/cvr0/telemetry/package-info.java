// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics through the OpenTelemetry API. Attribute values are names from the catalog, never texts of clients, so that their
 * number is bounded.
 */
@NullMarked
package dev.cvr0.telemetry;

import org.jspecify.annotations.NullMarked;
