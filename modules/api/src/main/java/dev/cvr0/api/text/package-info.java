// SPDX-License-Identifier: Apache-2.0
/** Logs and messages: escaped text from clients and files, suggestions and rate limits. */
@NullMarked
package dev.cvr0.api.text;

import org.jspecify.annotations.NullMarked;
