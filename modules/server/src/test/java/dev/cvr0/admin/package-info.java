// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.cvr0.admin;

import org.jspecify.annotations.NullMarked;
