// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.base;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean of the plugin: one instance, no proxy. {@code @Singleton} alone is not a bean-defining annotation, and the
 * normal scopes need a second constructor and non-final fields.
 */
@Documented
@Stereotype
@Singleton
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PluginBean {}
