// SPDX-License-Identifier: Apache-2.0
/**
 * Signatures of catalogs. A manifest lists the files, the version and the expiry, and has one Ed25519 signature.
 * Independent of the content of the files.
 */
@NullMarked
package dev.cvr0.catalog.signing;

import org.jspecify.annotations.NullMarked;
