// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

/** The location of the recommended version, and the page for failed downloads. */
public record Urls(UrlTemplate download, UrlTemplate fallback) {}
