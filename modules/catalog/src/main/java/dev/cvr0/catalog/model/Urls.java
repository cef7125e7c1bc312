// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.model;

/** The URL of the recommended version, and the page to open if the download fails. */
public record Urls(UrlTemplate download, UrlTemplate fallback) {}
