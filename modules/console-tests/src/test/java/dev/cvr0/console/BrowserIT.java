// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Verifies that the checks of the other tests find the defects of a page. */
class BrowserIT {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src * data:";

    private static HttpServer server;
    private Browser browser;

    @BeforeAll
    static void startServer() throws IOException {
        Browser.assumeInstalled();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", BrowserIT::serve);
        server.start();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.stop(0);
        }
    }

    @BeforeEach
    void startBrowser() {
        browser = Browser.start(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stopBrowser() {
        browser.close();
    }

    @Test
    void shouldAcceptASoundPage() {
        for (Screen screen : Screen.values()) {
            browser.show(screen);
            browser.visit("/sound.html");
            browser.press(Keys.TAB);
            browser.press(Keys.ENTER);
            browser.awaitText("pressed at " + screen.width() + ", " + screen.colorScheme());
            browser.assertSound();
        }
        assertThat(new String(browser.screenshot(), 8, 4, StandardCharsets.US_ASCII))
                .isEqualTo("WEBP");
        assertThat(browser.requests()).hasSize(3);
    }

    @Test
    void shouldFindDefects() {
        browser.visit("/defects.html");
        browser.find("p");

        assertThat(browser.accessibilityProblems())
                .hasSize(2)
                .anySatisfy(problem ->
                        assertThat(problem).asString().startsWith("color-contrast (serious) at p: <p class=\"pale\">"))
                .anySatisfy(problem -> assertThat(problem).asString().startsWith("label (critical) at input: <input>"));
        assertThat(browser.foreignRequests()).containsExactly("http://elsewhere.invalid/pixel.png");
        assertThat(browser.takeErrors())
                .anySatisfy(error -> assertThat(error).contains("Executing inline script violates"))
                .anySatisfy(error -> assertThat(error).contains("Executing inline event handler violates"))
                .anySatisfy(error -> assertThat(error).contains("Uncaught Error: thrown"));
    }

    private static void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange;
                InputStream file = BrowserIT.class.getResourceAsStream("/pages" + path)) {
            byte[] content = file == null ? new byte[0] : file.readAllBytes();
            exchange.getResponseHeaders().add("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders().add("Content-Type", type(path));
            exchange.sendResponseHeaders(file == null ? 404 : 200, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static String type(String path) {
        return path.endsWith(".js") ? "text/javascript" : path.endsWith(".css") ? "text/css" : "text/html";
    }
}
