// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.openqa.selenium.WebElement;

/** The console of a server, with a signed-in user. */
record Console(Browser browser) implements AutoCloseable {

    private static final String PATH = "/console/";

    /** Starts a browser and signs in. */
    static Console signIn(URI origin, Role role) {
        Console console = new Console(Browser.start(origin));
        console.signIn(role);
        return console;
    }

    /** Signs in. The user must be signed out. */
    void signIn(Role role) {
        browser.visit(PATH);
        browser.find("input[type=password]").sendKeys(role.token());
        browser.find("form button").click();
        browser.await("the user", () -> browser.isVisible("#user button"));
        assertThat(browser.find("#user").getText()).contains(role.user());
        assertThat(browser.takeErrors()).allMatch(error -> error.matches(".*/v1/me - .* status of 401 .*"));
    }

    /** Shows a view with the link of the navigation. */
    void open(View view) {
        browser.find("nav a[href='#" + view.id() + "']").click();
        awaitView(view);
    }

    /** Creates a draft with the content of the served catalog, and shows it. */
    void create(String draft) {
        open(View.CHANGE);
        browser.find("input[pattern]").sendKeys(draft);
        browser.find("form button.primary").click();
        awaitDraft();
    }

    /** Waits until a draft and the result of its validation are visible. */
    void awaitDraft() {
        browser.await(
                "the draft", () -> browser.isVisible(".editor textarea") && browser.isVisible("[role=status] .chip"));
    }

    /** Shows the page of an address within the console. */
    void go(String fragment) {
        browser.run("location.hash = arguments[0]", fragment);
    }

    /** Waits until a view is complete, and verifies that it shows no problem. */
    void awaitView(View view) {
        browser.await(
                view.title(),
                () -> browser.find("h1").getText().startsWith(view.title())
                        && browser.findAll("nav a[aria-current=page]").stream()
                                .allMatch(link -> link.getText().equals(view.title()))
                        && browser.isVisible(view.content()));
        assertThat(browser.findAll(".problem")).extracting(WebElement::getText).isEmpty();
    }

    @Override
    public void close() {
        browser.close();
    }
}
