// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean of the plugin: one instance, no proxy. {@code @Singleton} alone would not make a class a bean where beans are
 * discovered by annotation, and the normal scopes ask for a second constructor and fields that can change.
 */
@Documented
@Stereotype
@Singleton
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Part {}
