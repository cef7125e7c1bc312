// SPDX-License-Identifier: Apache-2.0
/** A typical emulator without CDI, with its own table of handlers, and the adapter that connects it to the plugin. */
@NullMarked
package dev.cvr0.examples.emulator;

import org.jspecify.annotations.NullMarked;
