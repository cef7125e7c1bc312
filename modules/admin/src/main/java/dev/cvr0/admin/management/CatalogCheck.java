// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.management;

import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.error.ValidationError;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The result of the validation of files as a catalog.
 *
 * @param errors the errors; empty if the catalog is valid. Copied
 * @param warnings the warnings about a valid catalog. Copied
 * @param notices the notices about a valid catalog. Copied
 * @since 0.1
 */
public record CatalogCheck(
        List<ValidationError> errors, List<ValidationError> warnings, List<ValidationError> notices) {

    /** Copies the lists. */
    public CatalogCheck {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
        notices = List.copyOf(notices);
    }

    /**
     * Validates files.
     *
     * @param name the name of the whole
     * @param files the content of each file by its name
     * @return the result
     */
    public static CatalogCheck of(String name, SortedMap<String, byte[]> files) {
        try {
            Catalog catalog = new CatalogLoader().read(name, files);
            return of(catalog);
        } catch (CatalogException e) {
            return new CatalogCheck(e.errors(), List.of(), List.of());
        }
    }

    /**
     * Describes a valid catalog.
     *
     * @param catalog the catalog
     * @return the result
     */
    public static CatalogCheck of(Catalog catalog) {
        return new CatalogCheck(
                List.of(),
                catalog.warnings(),
                Stream.concat(catalog.notices().stream(), catalog.rolloutNotices().stream())
                        .toList());
    }

    /** {@return whether there are no errors} */
    public boolean valid() {
        return errors.isEmpty();
    }

    /** {@return an object with {@code valid} and the lists of {@code file}, {@code line}, {@code column}, {@code message}} */
    public JsonObjectBuilder json() {
        return Json.createObjectBuilder()
                .add("valid", valid())
                .add("errors", Reports.problems(errors))
                .add("warnings", Reports.problems(warnings))
                .add("notices", Reports.problems(notices));
    }
}
