// SPDX-License-Identifier: Apache-2.0
/** Contracts between an emulator and its command handlers: registry, session, handler. */
@NullMarked
package dev.cvr0.api.host;

import org.jspecify.annotations.NullMarked;
