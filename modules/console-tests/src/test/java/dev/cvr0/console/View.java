// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import java.util.Locale;

/** A view of the console, with an element that shows that it is complete. */
enum View {
    NOW("Now", "figure canvas"),
    CLIENTS("Clients", "figure canvas"),
    CATALOG("Catalog", "[aria-label='Rules in order'] td:nth-child(2)"),
    TRY("Try", ".answer code"),
    CHANGE("Change", "[aria-label='Drafts'] td"),
    HISTORY("History", "[aria-label='Versions'] td:nth-child(2)"),
    EMERGENCY("Emergency", "[aria-label='State'] .chip");

    private final String title;
    private final String content;

    View(String title, String content) {
        this.title = title;
        this.content = content;
    }

    /** {@return the text of the link to the view, and its heading} */
    String title() {
        return title;
    }

    /** {@return the selector of an element that only the complete view has} */
    String content() {
        return content;
    }

    /** {@return the fragment of the address} */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
