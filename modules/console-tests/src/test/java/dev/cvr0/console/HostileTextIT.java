// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text from clients and from editors that tries to become a part of the page. The page must show it as text. */
class HostileTextIT {

    /** Elements that the console does not create, but that text creates if it is interpreted. */
    private static final String FOREIGN = "[data-hostile], script:not([src]), style, iframe, img, main svg, base";

    /** All that a user can see or select. */
    private static final String SHOWN = """
            const values = [...document.querySelectorAll('input, textarea')].map(control => control.value);
            return [document.body.textContent, ...values].join(' ');
            """;

    private static final String LONG = "4KB".repeat(1_365);
    private static final String REVERSED = "\u202Egnp.exe\u202C";

    /** The texts that the console has not shown yet. */
    private final Set<String> unseen = new LinkedHashSet<>();

    private final String rule = "</td></table><script>window.hostile = 1</script>" + hostile("rule");
    private final String group = "\"'`=" + hostile("group");

    @TempDir
    private Path folder;

    @Test
    void shouldShowTextAsText() throws Exception {
        Browser.assumeInstalled();
        Path published = Files.createDirectory(folder.resolve("published"));
        Publisher publisher = Publisher.in(folder, Distribution.BUILT, published.toString());
        publisher.publish(1, catalog(), "<svg onload=window.hostile=1>" + hostile("comment"));
        publisher.stop(1, "--rule=" + rule, "--rule=" + hostile("emergency"));
        try (ConsoleServer server = ConsoleServer.start("server-1", folder, "folder:published", publisher)
                        .awaitStart();
                Console console = Console.signIn(server.origin(), Role.PUBLISHER)) {
            ask(server);
            edit(new Api(server.origin(), Role.EDITOR));
            for (View view : View.values()) {
                console.open(view);
                verify(console, view.id());
            }
            for (Map.Entry<String, String> address : addresses().entrySet()) {
                console.go(address.getKey());
                console.browser().find(address.getValue());
                verify(console, address.getKey());
            }
        }
        assertThat(unseen).as("texts that no view showed").isEmpty();
    }

    private void verify(Console console, String address) {
        Browser browser = console.browser();
        String text = (String) browser.run(SHOWN);
        unseen.removeIf(text::contains);
        assertThat(browser.findAll(FOREIGN)).as(address).isEmpty();
        assertThat(browser.run("return window.hostile")).as(address).isNull();
        assertThat(browser.takeErrors()).as(address).allMatch(error -> error.matches(".* status of 4\\d\\d .*"));
        assertThat(browser.foreignRequests()).as(address).isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth"))
                .as(address)
                .isEqualTo((long) Screen.LIGHT.width());
    }

    /** Sends requests with hostile text in each parameter that the server does not restrict. */
    private void ask(ConsoleServer server) throws IOException {
        String request = "0x0409 %s 5.1 %s %s %s %s %s@example.com"
                .formatted(
                        hostile("system"),
                        element("architecture"),
                        hostile("library"),
                        hostile("version"),
                        element("codebase"),
                        element("handle"));
        send(server, Traffic.client(element("dialect") + " CVR0", request));
        send(server, Traffic.client("MSNP8 CVR0", "0x0409 winnt 5.1 i386 MSNMSGR " + REVERSED));
        send(server, Traffic.client("MSNP8 CVR0", "0x0409 winnt 5.1 i386 MSNMSGR " + LONG));
    }

    private static void send(ConsoleServer server, String lines) throws IOException {
        Traffic.send(server.address(), lines.getBytes(StandardCharsets.UTF_8));
    }

    private void edit(Api api) throws IOException, InterruptedException {
        String text = SampleCatalog.RULES + SampleCatalog.OTHERWISE + "'" + hostile("key") + "': 1\n";
        Map<String, String> files = Map.of("10-releases.yaml", SampleCatalog.RELEASES, "20-rules.yaml", text);
        assertThat(api.create("hostile", Map.of("files", files, "comment", hostile("draft"))))
                .isEqualTo(201);
        assertThat(api.create("named", Map.of("files", Map.of(element("file") + ".yaml", text))))
                .isEqualTo(400);
        assertThat(api.create(encode(element("name")), Map.of("files", files))).isBetween(400, 404);
    }

    /** Returns addresses within the console, each with an element to wait for. */
    private Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("catalog?of=draft:hostile", ".problem, [aria-label='Messages'] td");
        addresses.put("change?draft=hostile", "#main [role=status] li");
        addresses.put("catalog?of=served&file=20-rules.yaml&line=3", ".source .marked");
        addresses.put("try?line=" + encode("CVR 1 " + hostile("line")), ".answer");
        addresses.put("try?offered=" + encode(hostile("offered")), ".problem");
        addresses.put("try?line=" + LONG, ".answer");
        addresses.put("try?of=" + encode(element("of")), ".answer");
        addresses.put("catalog?of=" + encode(element("of")), ".problem");
        addresses.put("catalog?of=served&file=" + encode(element("file")), ".problem");
        addresses.put("change?draft=" + encode(element("name")), ".problem");
        return addresses;
    }

    private Map<String, String> catalog() {
        String rules = """
                groups:
                  %1$s: { user-handle: %2$s }
                rules:
                  - name: %3$s
                    when: { library: MSNMSGR, group: %1$s }
                    recommend: 7.5.0324
                    minimum: own
                    download: "/%%3Cscript%%3E"
                    fallback: http://updates.example.org/
                    reason: %4$s
                  - name: long
                    when: { library: MSNMSGR, user-handle: long@example.com }
                    recommend: own
                    minimum: own
                    download: /
                    fallback: http://updates.example.org/
                    reason: %5$s
                """.formatted(
                        quote(group),
                        quote(hostile("handle") + "@example.com"),
                        quote(rule),
                        quote(REVERSED + hostile("reason")),
                        LONG);
        return Map.of("10-releases.yaml", SampleCatalog.RELEASES, "20-rules.yaml", rules + SampleCatalog.OTHERWISE);
    }

    /** Returns text that becomes an element if it is interpreted as HTML, and that must be shown. */
    private String hostile(String name) {
        unseen.add(element(name));
        return element(name);
    }

    /** Returns text that becomes an element if it is interpreted as HTML. */
    private static String element(String name) {
        return "<img/src=x/onerror=window.hostile=1/data-hostile=" + name + ">";
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
