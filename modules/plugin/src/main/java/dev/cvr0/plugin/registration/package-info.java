// SPDX-License-Identifier: Apache-2.0
/** The beans that connect the plugin to its application: settings, deployment checks, registration with the host. */
@NullMarked
package dev.cvr0.plugin.registration;

import org.jspecify.annotations.NullMarked;
