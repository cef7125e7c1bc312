// SPDX-License-Identifier: Apache-2.0
/**
 * Signatures of catalogs: a manifest lists the files, the version and the expiry, and one Ed25519 signature covers it.
 * Independent of the content of the files.
 */
@NullMarked
package dev.cvr0.catalog.signing;

import org.jspecify.annotations.NullMarked;
