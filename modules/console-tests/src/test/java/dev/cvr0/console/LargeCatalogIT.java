// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The console with a catalog of 10,000 rules and a million rows of counted clients. Prints the times of each view. */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, disabledReason = "only the binaries of PostgreSQL for Linux are test dependencies")
class LargeCatalogIT {

    private static final int RULES = 10_000;
    private static final int MAX_ELEMENTS = 10_000;

    /** 10,000 kinds of clients in each of 100 hours. */
    private static final String COUNTS = """
            insert into cvr0_client_count (hour, node, kind, count)
            select date_trunc('hour', now() at time zone 'UTC') - make_interval(hours => hour), 'n1',
                'VER 1 MSNP9 MSNP8 CVR0' || chr(10) || 'CVQ 1 ' || (array['0x0409', '0x0407', '0x0c0a', '0x0411'])[1 + kind % 4]
                    || ' winnt 5.' || kind % 3 || ' i386 MSNMSGR '
                    || (array['6.0.0602', '6.1.0211', '6.2.0208', '7.0.0813', '7.5.0324'])[1 + kind % 5]
                    || ' codebase' || kind, 1
            from generate_series(0, 99) hour, generate_series(1, 10000) kind
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldBoundTheSizeOfEachView() throws Exception {
        Browser.assumeInstalled();
        Distribution distribution = Distribution.BUILT.withDriver(folder.resolve("home"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String database = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=postgres";
            Publisher publisher =
                    Publisher.in(Files.createDirectory(folder.resolve("publisher")), distribution, database);
            publisher.publish(1, catalog(), "10,000 rules");
            count(postgres);
            try (ConsoleServer server = ConsoleServer.start("n1", folder, database, publisher)
                            .awaitStart();
                    Console console = Console.signIn(server.origin(), Role.EDITOR)) {
                console.create("large");
                Browser browser = console.browser();
                for (View view : View.values()) {
                    measure(browser, view.id(), view.content());
                }
                measure(browser, "change?draft=large", "#main [role=status] .chip");
                measure(browser, "catalog?of=served&file=20-rules.yaml&line=30000", ".source .marked");
                browser.assertSound();
            }
        }
    }

    private static void measure(Browser browser, String address, String content) {
        PageTimes times = PageTimes.measure(browser, "/console/#" + address, content);
        Object elements = browser.run("return document.querySelectorAll('*').length");
        System.out.printf(
                "| `#%s` | %.0f | %.0f | %.0f | %.0f | %.0f | %s |%n",
                address,
                times.firstPaint(),
                times.script(),
                times.longestTask(),
                times.slowestRequest(),
                times.complete(),
                elements);
        assertThat(browser.findAll(".problem")).as(address).isEmpty();
        assertThat((long) elements).as(address).isLessThan(MAX_ELEMENTS);
    }

    private static Map<String, String> catalog() {
        String rules = IntStream.range(0, RULES).mapToObj("""
                          - name: rule-%1$d
                            when: { library: MSNMSGR, user-handle: user%1$d@example.com }
                            recommend: 7.5.0324
                            minimum: own
                            download: /%1$d.exe
                            fallback: http://updates.example.org/
                        """::formatted).collect(Collectors.joining());
        return Map.of(
                "10-releases.yaml",
                SampleCatalog.RELEASES,
                "20-rules.yaml",
                "rules:\n" + rules + SampleCatalog.OTHERWISE);
    }

    private static void count(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(COUNTS)).isEqualTo(1_000_000);
        }
    }
}
