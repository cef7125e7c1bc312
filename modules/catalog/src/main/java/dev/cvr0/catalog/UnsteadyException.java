// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

/** A catalogue was found in the middle of a change: what belongs together does not fit yet, and may soon. */
final class UnsteadyException extends CatalogException {

    private static final long serialVersionUID = 1L;

    UnsteadyException(Place place, String message) {
        super(place, message);
    }
}
