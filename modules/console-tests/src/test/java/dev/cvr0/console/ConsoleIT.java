// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The console of one server with published files, under traffic. With {@code -DupdateScreenshots}, the screenshots of the
 * guide are written.
 */
class ConsoleIT {

    private static final Path IMAGES = Distribution.ROOT.resolve("src/docs/images/console");
    private static final String DRAFT = "recommend-7-5";

    @TempDir
    private static Path folder;

    private static ConsoleServer server;
    private static Traffic traffic;
    private static Console console;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Browser.assumeInstalled();
        Path published = Files.createDirectory(folder.resolve("published"));
        Publisher publisher = Publisher.in(folder, Distribution.BUILT, published.toString());
        publisher.publish(1, SampleCatalog.files(), "The first catalog");
        publisher.publish(2, SampleCatalog.files(), "Offer 7.5 to testers");
        server = ConsoleServer.start("server-1", folder, "folder:published", publisher)
                .awaitStart();
        traffic = new Traffic(server.address(), Traffic.CLIENTS).await(100);
        console = Console.signIn(server.origin(), Role.PUBLISHER);
        console.create(DRAFT);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (console != null) {
            console.close();
        }
        if (traffic != null) {
            traffic.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldShowEachView(Screen screen) throws IOException {
        Browser browser = console.browser();
        browser.show(screen);
        for (View view : View.values()) {
            console.open(view);
            if (view == View.CHANGE) {
                console.go("change?draft=" + DRAFT);
                console.awaitDraft();
            }
            browser.assertSound();
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .as("%s: width of the page", view)
                    .isEqualTo((long) screen.width());
            save(view, screen, browser.screenshot());
        }
    }

    private static void save(View view, Screen screen, byte[] image) throws IOException {
        if (!System.getProperty("updateScreenshots").equals("false")) {
            Files.createDirectories(IMAGES);
            Files.write(IMAGES.resolve(view.id() + "-" + screen.name().toLowerCase(Locale.ROOT) + ".webp"), image);
        }
    }
}
