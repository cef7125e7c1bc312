// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

/** A size and a color scheme of the console. */
enum Screen {
    LIGHT(1280, 800, "light"),
    DARK(1280, 800, "dark"),
    PHONE(390, 844, "light");

    private final int width;
    private final int height;
    private final String colorScheme;

    Screen(int width, int height, String colorScheme) {
        this.width = width;
        this.height = height;
        this.colorScheme = colorScheme;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    String colorScheme() {
        return colorScheme;
    }

    boolean isPhone() {
        return this == PHONE;
    }
}
