// SPDX-License-Identifier: Apache-2.0
/** The OpenTelemetry SDK, which is on the class path only if an exporter is configured. */
@NullMarked
package dev.cvr0.server.telemetry;

import org.jspecify.annotations.NullMarked;
