// SPDX-License-Identifier: Apache-2.0
/** The operations that read the state of the server, its catalog and its clients. */
@NullMarked
package dev.cvr0.admin.view;

import org.jspecify.annotations.NullMarked;
