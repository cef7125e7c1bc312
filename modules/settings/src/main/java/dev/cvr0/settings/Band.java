// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.settings;

/**
 * How often operators change a setting: the order of the settings page.
 *
 * @since 0.1
 */
public enum Band {
    /** Every operator decides about it. */
    ESSENTIAL,
    /** Many installations change it. */
    FREQUENT,
    /** The default fits almost everywhere. */
    RARE
}
