// SPDX-License-Identifier: Apache-2.0
/** Beans that somebody drops into the server's lib folder and that do not fit. */
package dev.cvr0.server.dropin;
