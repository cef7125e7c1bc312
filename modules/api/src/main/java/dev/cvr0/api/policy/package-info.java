// SPDX-License-Identifier: Apache-2.0
/** The version policy: the client, the verdict, and the contract between them. */
@NullMarked
package dev.cvr0.api.policy;

import org.jspecify.annotations.NullMarked;
