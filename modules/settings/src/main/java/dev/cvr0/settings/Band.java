// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

/**
 * How often operators change a setting. The settings page has one section for each constant.
 *
 * @since 0.1
 */
public enum Band {
    /** Every operator should review it. */
    ESSENTIAL,
    /** Many installations change it. */
    FREQUENT,
    /** The default fits almost everywhere. */
    RARE
}
