// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The tasks of an operator, only with the keyboard. The number of steps is the one in the guide. */
class WalkthroughIT {

    private static final Path GUIDE = Distribution.ROOT.resolve("src/docs/web-console.md");
    private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| (\\d+) \\|.*");
    private static final String REQUEST = "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.2.0208\r\n";
    private static final String OWN_VERSION = "CVQ 2 6.2.0208 6.2.0208 6.2.0208 ";
    private static final String DRAFT = "force-7-5";

    /** Offers 7.5, but does not force it. */
    private static final String RULES = """
            rules:
              - name: msnmsgr-7.5
                when: { library: MSNMSGR, client-version: { below: 7.5.0324 } }
                recommend: 7.5.0324
                minimum: own
                download: /msnmsgr-7.5.exe
                fallback: http://updates.example.org/
            """;

    @TempDir
    private Path folder;

    private final Map<String, Integer> steps = new LinkedHashMap<>();
    private Publisher publisher;
    private ConsoleServer server;
    private Browser browser;
    private KeyboardUser user;

    private interface Task {
        void run() throws Exception;
    }

    @Test
    void shouldNeedTheStepsOfTheGuide() throws Exception {
        Browser.assumeInstalled();
        Path published = Files.createDirectory(folder.resolve("published"));
        publisher = Publisher.in(folder, Distribution.BUILT, published.toString());
        publisher.publish(
                1,
                Map.of("10-releases.yaml", SampleCatalog.RELEASES, "20-rules.yaml", RULES + SampleCatalog.OTHERWISE),
                "The first catalog");
        server = ConsoleServer.start("server-1", folder, "folder:published", publisher);
        try (ConsoleServer running = server.awaitStart();
                Traffic traffic = new Traffic(running.address(), Traffic.CLIENTS).await(100);
                Console console = Console.signIn(running.origin(), Role.PUBLISHER)) {
            browser = console.browser();
            user = new KeyboardUser(browser);
            measure("find who uses 6.2", this::findClients);
            measure("force 7.5 from a date", this::force);
            measure("see who is affected", this::compare);
            measure("publish", this::publish);
            measure("undo", this::undo);
            signOut();
            measure("stop everything", this::stop);
            browser.assertSound();
            assertThat(traffic.await(1)).isNotNull();
        }
        assertThat(steps).isEqualTo(stepsOfGuide());
    }

    private void measure(String name, Task task) throws Exception {
        long start = System.nanoTime();
        task.run();
        steps.put(name, user.takeSteps());
        System.out.printf("%s: %d steps, %.1f s%n", name, steps.get(name), (System.nanoTime() - start) / 1e9);
    }

    private void findClients() {
        user.activate("Clients");
        browser.await(
                "requests of 6.2",
                () -> browser.findAll("[aria-label='Kinds of clients'] tr").stream()
                        .anyMatch(row -> row.getText().startsWith("MSNMSGR 6.2.0208 winnt 0x0409 ")));
    }

    private void force() {
        user.activate("Change");
        browser.find("form input[pattern]");
        user.fill("Name", DRAFT);
        user.activate("Create");
        browser.awaitText("Change: " + DRAFT);
        user.choose("File", "20");
        user.reach("Text of the file");
        browser.press(Keys.CONTROL, Keys.HOME);
        browser.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.END, Keys.ENTER, "force");
        browser.press(Keys.CONTROL, " ");
        browser.find("#proposals [aria-selected=true]");
        browser.press(Keys.ENTER, "2035-06-01T00:00Z");
        assertThat(browser.focused().getDomProperty("value"))
                .contains("    recommend: 7.5.0324\n    force-from: 2035-06-01T00:00Z\n    minimum: own\n");
        user.step();
        browser.awaitText("valid");
        browser.press(Keys.CONTROL, "s");
        user.step();
        browser.await("saved", () -> !browser.text().contains("not saved"));
    }

    private void compare() {
        user.activate("Compare with the served catalog");
        browser.awaitText("requests to this server");
        browser.awaitText("Jun 1, 2035");
    }

    private void publish() throws Exception {
        user.activate("Prepare for signing");
        browser.find(".missing");
        sign();
        user.activate("Publish");
        browser.find("dialog[open]");
        user.activate("Publish");
        browser.find(".done");
        awaitVersion(2);
    }

    private void undo() throws Exception {
        user.activate("History");
        browser.awaitText("The first catalog");
        restore();
        user.activate("Prepare for signing");
        browser.find(".missing");
        sign();
        user.activate("Publish");
        browser.find("dialog[open]");
        user.activate("Publish");
        browser.find(".done");
        awaitVersion(3);
    }

    /** Restores the oldest of the two versions, which is listed last. */
    private void restore() {
        user.reach("Restore");
        user.activate("Restore");
        browser.awaitText("Change: restore-1-");
    }

    private void stop() throws Exception {
        user.fill("Token", Role.EMERGENCY.token());
        user.activate("Sign in");
        browser.awaitText(Role.EMERGENCY.user());
        user.activate("Emergency");
        browser.find("[aria-label='State'] .chip.good");
        Path document = folder.resolve("emergency.sig");
        String key = publisher.emergencyPrivateKey().toString();
        run("cvr0 emergency ", Map.of("emergency-key.pem", key, "emergency.sig", document.toString()));
        user.fill("Signed document (emergency.sig)", Files.readString(document));
        user.activate("Stop updates");
        browser.find(".done");
        Await.until(() -> "the emergency", () -> answer().startsWith(OWN_VERSION));
        browser.find(".notice.bad");
    }

    private void signOut() {
        user.activate("Sign out");
        browser.find("input[type=password]");
        browser.visit("/console/");
        browser.find("input[type=password]");
        browser.takeErrors();
        user.takeSteps();
    }

    private void sign() throws Exception {
        run("cvr0 sign ", Map.of("FILE", publisher.key().toString()));
        user.activate("Show new signatures");
        browser.find(".given");
    }

    /** Runs the command that the page shows, with other files. */
    private void run(String beginning, Map<String, String> files) throws IOException, InterruptedException {
        String command = browser.findAll(".command code").stream()
                .map(WebElement::getText)
                .filter(text -> text.startsWith(beginning))
                .findFirst()
                .orElseThrow();
        List<String> words = Stream.of(command.split(" "))
                .skip(1)
                .map(word -> files.getOrDefault(word, word))
                .toList();
        publisher.distribution().run(Map.of("CVR0_TOKEN", Role.PUBLISHER.token()), words);
        user.step();
    }

    private void awaitVersion(long version) {
        Api api = new Api(server.origin(), Role.VIEWER);
        Await.until(
                () -> "version " + version,
                () -> api.status().get("catalog") instanceof Map<?, ?> catalog
                        && catalog.get("version").equals(version));
    }

    private String answer() {
        try {
            return Traffic.send(server.address(), REQUEST.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the first two columns of the table that compares the steps. */
    private static Map<String, Integer> stepsOfGuide() throws IOException {
        String section = Files.readString(GUIDE).split("\n## Compared\n", 2)[1];
        return section.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(row -> row.group(1), row -> Integer.parseInt(row.group(2))));
    }
}
