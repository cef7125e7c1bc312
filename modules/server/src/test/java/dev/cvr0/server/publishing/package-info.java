// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.cvr0.server.publishing;

import org.jspecify.annotations.NullMarked;
