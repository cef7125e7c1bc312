// SPDX-License-Identifier: Apache-2.0
/** Signed catalogs that are published for many servers: in a database, on a web server, or elsewhere. */
@NullMarked
package dev.cvr0.catalog.publication;

import org.jspecify.annotations.NullMarked;
