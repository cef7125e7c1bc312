// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * A user who has only a keyboard. A step is an activated link or button, a filled field, an edited text, or a command; moving
 * the focus is not a step.
 */
final class KeyboardUser {

    private static final int MAX_TABS = 200;

    /** Whether the element with the focus, or the editor around it, has an outline. */
    private static final String IS_MARKED = """
            const element = document.activeElement;
            return [element, element.closest('.editor')].some(
                place => place && getComputedStyle(place).outlineStyle !== 'none' && element.matches(':focus-visible'));
            """;

    private final Browser browser;
    private int steps;

    KeyboardUser(Browser browser) {
        this.browser = browser;
    }

    /** {@return the number of steps since the last call} */
    int takeSteps() {
        int taken = steps;
        steps = 0;
        return taken;
    }

    /** Moves the focus with the Tab key to the control with a name, which must be visibly marked then. */
    WebElement reach(String name) {
        Set<String> passed = new LinkedHashSet<>();
        for (int tab = 0; tab < MAX_TABS; tab++) {
            browser.press(Keys.TAB);
            WebElement element = browser.focused();
            String found = element.getAccessibleName();
            if (found.equals(name) || found.startsWith(name + " ")) { // a hint belongs to the name
                assertThat(browser.run(IS_MARKED)).as("outline of " + name).isEqualTo(true);
                return element;
            }
            passed.add(found);
        }
        throw new AssertionError("the Tab key does not reach '" + name + "', only " + passed);
    }

    /** Activates a link or a button. */
    void activate(String name) {
        reach(name);
        browser.press(Keys.ENTER);
        steps++;
    }

    /** Replaces the value of a field. */
    void fill(String name, String value) {
        reach(name);
        browser.press(Keys.CONTROL, "a");
        browser.press(value);
        steps++;
    }

    /** Chooses the option of a list by the beginning of its text. */
    void choose(String name, String beginning) {
        reach(name);
        browser.press(beginning);
        steps++;
    }

    /** Counts a step outside the console or within a text. */
    void step() {
        steps++;
    }
}
