// SPDX-License-Identifier: Apache-2.0
/**
 * Signed catalogs in a published folder, which a server reads from the disk or from a web server. Internal to this module.
 *
 * <p>The folder contains {@code catalog.sig} (the newest manifest, replaced last), {@code files/SHA-256},
 * {@code versions/N.sig} and {@code versions/N.properties} (the manifest and the record of each version), and optionally
 * {@code emergency.sig}.
 */
@NullMarked
package dev.cvr0.catalog.http;

import org.jspecify.annotations.NullMarked;
