// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;

/**
 * Lets every value be validated. The resolver that servers bring asks Jakarta Persistence about each of them, whether it
 * has been loaded from a database: ours never come from one.
 */
final class LoadedValues implements TraversableResolver {

    @Override
    public boolean isReachable(Object owner, Path.Node property, Class<?> root, Path path, ElementType element) {
        return true;
    }

    @Override
    public boolean isCascadable(Object owner, Path.Node property, Class<?> root, Path path, ElementType element) {
        return true;
    }
}
