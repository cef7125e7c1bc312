// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.validation;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;

/**
 * Makes every property reachable. The default resolver asks Jakarta Persistence whether each property is loaded from the
 * database, which costs time and never applies here.
 */
final class AlwaysReachable implements TraversableResolver {

    @Override
    public boolean isReachable(Object owner, Path.Node property, Class<?> root, Path path, ElementType element) {
        return true;
    }

    @Override
    public boolean isCascadable(Object owner, Path.Node property, Class<?> root, Path path, ElementType element) {
        return true;
    }
}
