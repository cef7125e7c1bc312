// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogEntry;

/** A headless Chromium with one page. It records each request and each error message of the page. */
final class Browser implements AutoCloseable {

    private static final String AXE = resource("/axe.min.js");
    private static final String RUN_AXE = """
            const done = arguments[0];
            axe.run(document, {resultTypes: ['violations']}).then(
                result => done(result.violations
                    .filter(violation => ['serious', 'critical'].includes(violation.impact))
                    .flatMap(violation => violation.nodes.map(node =>
                        `${violation.id} (${violation.impact}) at ${node.target.join(' ')}: ${node.html}\\n${node.failureSummary}`))),
                error => done(['axe: ' + error]));
            """;

    /** Warns that Selenium has no classes for this version of the DevTools protocol, which are not used. */
    private static final Logger VERSION_FINDER = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private final ChromeDriver driver;
    private final URI origin;
    private final Set<String> requests = new LinkedHashSet<>();

    private Browser(ChromeDriver driver, URI origin) {
        this.driver = driver;
        this.origin = origin;
    }

    /** Skips the test if Chromium or its driver is not installed. */
    static void assumeInstalled() {
        for (String program : List.of("chromium", "chromedriver")) {
            assumeTrue(
                    locate(program).isPresent(),
                    program + " is not on the PATH; install the packages chromium and chromium-driver");
        }
    }

    /**
     * Starts a browser.
     *
     * @param origin the scheme, host and port of the pages, to which the page may send requests
     */
    static Browser start(URI origin) {
        assumeInstalled();
        VERSION_FINDER.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(locate("chromium").orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // does not start as root otherwise
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--lang=en-US",
                "--force-color-profile=srgb",
                "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(locate("chromedriver").orElseThrow().toFile())
                .withLogOutput(OutputStream.nullOutputStream())
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options), origin);
        browser.show(Screen.LIGHT);
        return browser;
    }

    /** Sets the size and the color scheme. */
    void show(Screen screen) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width", screen.width(),
                        "height", screen.height(),
                        "deviceScaleFactor", 1,
                        "mobile", screen.isPhone()));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", screen.colorScheme()),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Loads a page. */
    void visit(String path) {
        driver.get(origin.resolve(path).toString());
    }

    /** Shows an empty page. */
    void blank() {
        driver.get("about:blank");
    }

    /** Waits for a visible element, and returns it. */
    WebElement find(String selector) {
        await("visible element " + selector, () -> isVisible(selector));
        return driver.findElement(By.cssSelector(selector));
    }

    /** Returns the elements, visible or not. */
    List<WebElement> findAll(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** {@return whether there is a visible element} */
    boolean isVisible(String selector) {
        return findAll(selector).stream().anyMatch(WebElement::isDisplayed);
    }

    /** Waits until the visible text of the page contains a text. */
    void awaitText(String text) {
        await("text " + text, () -> text().contains(text));
    }

    /** {@return the visible text of the page} */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** Waits until a condition is true. */
    void await(String description, BooleanSupplier condition) {
        Await.until(() -> description + " in " + driver.getCurrentUrl() + ", which shows:\n" + text(), () -> {
            try {
                return condition.getAsBoolean();
            } catch (StaleElementReferenceException e) {
                return false; // replaced while it was examined
            }
        });
    }

    /** Sends keys to the element that has the focus. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Sends keys while another key is pressed. */
    void press(Keys modifier, CharSequence keys) {
        new Actions(driver).keyDown(modifier).sendKeys(keys).keyUp(modifier).perform();
    }

    /** Returns the element that has the focus. */
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Runs a script in the page and returns its result. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs a script in the page, and returns what it passes to its last argument. */
    Object runAsync(String script) {
        return driver.executeAsyncScript(script);
    }

    /** Runs a command of the DevTools protocol. */
    Map<String, Object> devTools(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    /** Returns the visible part of the page as WebP. */
    byte[] screenshot() {
        Map<String, Object> image =
                driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "webp", "quality", 80));
        return Base64.getDecoder().decode((String) image.get("data"));
    }

    /** Verifies that the page has no serious problem of accessibility, no error, and no request to another origin. */
    void assertSound() {
        assertThat(accessibilityProblems()).as("problems of accessibility").isEmpty();
        assertThat(takeErrors()).as("errors").isEmpty();
        assertThat(foreignRequests()).as("requests to other origins").isEmpty();
    }

    /** Returns the serious and critical problems that axe-core finds in the page, with the elements. */
    List<?> accessibilityProblems() {
        driver.executeScript(AXE);
        return (List<?>) runAsync(RUN_AXE);
    }

    /**
     * Returns the messages with the level of an error since the last call, such as exceptions, violations of the CSP, and
     * requests that failed.
     */
    List<String> takeErrors() {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Returns the URLs of all requests since the start to other origins. */
    List<String> foreignRequests() {
        return requests().stream()
                .filter(url -> !url.startsWith(origin + "/") && !url.startsWith("data:") && !url.startsWith("blob:"))
                .toList();
    }

    /** Returns the URLs of all requests since the start, successful or not. */
    Set<String> requests() {
        for (LogEntry entry : driver.manage().logs().get("performance")) {
            Map<String, Object> event = new Json().toType(entry.getMessage(), Json.MAP_TYPE);
            Map<?, ?> message = (Map<?, ?>) event.get("message");
            Map<?, ?> parameters = (Map<?, ?>) message.get("params");
            switch (String.valueOf(message.get("method"))) {
                case "Network.requestWillBeSent" ->
                    requests.add(String.valueOf(((Map<?, ?>) parameters.get("request")).get("url")));
                case "Network.webSocketCreated" -> requests.add(String.valueOf(parameters.get("url")));
                default -> {} // not a request
            }
        }
        return Set.copyOf(requests);
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Optional<Path> locate(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String resource(String name) {
        try (InputStream in = Browser.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
