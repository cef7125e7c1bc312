// SPDX-License-Identifier: Apache-2.0
/** What an emulator and its operator put around the plugin: a deployment takes from here what it is about. */
@NullMarked
package dev.cvr0.it.container.app;

import org.jspecify.annotations.NullMarked;
