// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The console of one of ten servers that share a PostgreSQL database. */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, disabledReason = "only the binaries of PostgreSQL for Linux are test dependencies")
class ManyServersIT {

    private static final int SERVERS = 10;

    @TempDir
    private Path folder;

    private final List<ConsoleServer> servers = new ArrayList<>();

    @Test
    void shouldShowAllServers() throws Exception {
        Browser.assumeInstalled();
        Distribution distribution = Distribution.BUILT.withDriver(folder.resolve("home"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String database = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres";
            Publisher publisher =
                    Publisher.in(Files.createDirectory(folder.resolve("publisher")), distribution, database);
            publisher.publish(1, SampleCatalog.files(), "The first catalog");
            start(publisher);
            try (Console console = Console.signIn(servers.get(0).origin(), Role.VIEWER)) {
                awaitServers(console, 1);
                publisher.publish(2, SampleCatalog.files(), "The second catalog");
                awaitServers(console, 2);
                console.browser().assertSound();
            }
        } finally {
            servers.forEach(ConsoleServer::close);
        }
    }

    private void start(Publisher publisher) throws Exception {
        for (int number = 1; number <= SERVERS; number++) {
            servers.add(ConsoleServer.start("n" + number, folder, publisher.target(), publisher));
        }
        for (ConsoleServer server : servers) {
            server.awaitStart();
        }
    }

    private static void awaitServers(Console console, int version) {
        String[] rows = IntStream.rangeClosed(1, SERVERS)
                .mapToObj(number -> "n" + number + " live " + version + " " + version)
                .toArray(String[]::new);
        console.browser()
                .await(
                        "servers with version " + version,
                        () -> rowsOf(console.browser()).containsAll(List.of(rows)));
        assertThat(rowsOf(console.browser())).containsExactlyInAnyOrder(rows);
    }

    /** Returns the first columns: name, state, served and loaded version. */
    private static List<String> rowsOf(Browser browser) {
        return browser.findAll("[aria-label='Servers'] tbody tr").stream()
                .map(row -> String.join(" ", List.of(row.getText().split(" ")).subList(0, 4)))
                .toList();
    }
}
