// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.CatalogStatus.State;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.EmergencyGuard;
import dev.cvr0.catalog.signing.RollbackGuard;
import dev.cvr0.catalog.source.LastGoodCopy;
import dev.cvr0.catalog.source.VerifiedSource;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog from a source that several servers share. */
class SharedCatalogTest {

    private static final Duration GRACE = Duration.ofMinutes(5);

    @TempDir
    private Path temp;

    private final SignedVersions versions = new SignedVersions();
    private final SignedVersions others = new SignedVersions();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final MemoryPlace source = new MemoryPlace(() -> now);

    @BeforeEach
    void publishFirstVersion() {
        source.publish(versions.version(5));
    }

    @Test
    void shouldServeNewVersionAfterOnePoll() {
        ReloadingCatalog catalog = start();

        source.publish(versions.version(6));
        catalog.poll();

        assertServed(catalog, 6);
        assertThat(catalog.status().state()).isEqualTo(State.READY);
        assertThat(source.lastReport())
                .isEqualTo(new NodeStatus(6, catalog.status().contentId(), 6, Optional.empty()));
    }

    @Test
    void shouldFetchUnchangedContentOnce() {
        ReloadingCatalog catalog = start();
        catalog.poll();
        int fetches = source.fetches;

        catalog.poll();
        catalog.poll();

        assertThat(source.fetches).isEqualTo(fetches);
    }

    @Test
    void shouldBecomeStaleAfterTheGracePeriod() {
        ReloadingCatalog catalog = start();

        source.setAvailable(false);
        catalog.poll();
        assertThat(catalog.status().state()).isEqualTo(State.READY);
        now = now.plus(GRACE);
        catalog.poll();

        assertThat(catalog.status().state()).isEqualTo(State.STALE);
        assertThat(catalog.status().errors().get(0).message()).contains("no connection; check the network");
        assertServed(catalog, 5);
    }

    @Test
    void shouldServeTheNewestVersionWhenAvailableAgain() {
        ReloadingCatalog catalog = start();
        source.setAvailable(false);
        catalog.poll();
        now = now.plus(GRACE);
        catalog.poll();

        source.setAvailable(true);
        catalog.poll();
        assertThat(catalog.status().state()).isEqualTo(State.READY);
        source.publish(versions.version(6));
        catalog.poll();

        assertServed(catalog, 6);
        assertThat(catalog.loads()).isEqualTo(new CatalogLoads(2, 0, 1));
    }

    @Test
    void shouldBeReadyAfterAnOutageWithoutAChange() {
        ReloadingCatalog catalog = start();
        catalog.poll();
        source.setAvailable(false);
        catalog.poll();
        now = now.plus(GRACE);
        catalog.poll();
        assertThat(catalog.status().state()).isEqualTo(State.STALE);

        source.setAvailable(true);
        catalog.poll();

        assertThat(catalog.status().state()).isEqualTo(State.READY);
        assertThat(catalog.status().errors()).isEmpty();
    }

    @Test
    void shouldBecomeStaleIfOnlyReportsFail() {
        ReloadingCatalog catalog = start();
        source.acceptsReports = false;

        List<String> lines = LogCapture.during(() -> {
            catalog.poll();
            now = now.plus(GRACE);
            catalog.poll();
            catalog.poll();
        });

        assertThat(catalog.status().state()).isEqualTo(State.STALE);
        assertThat(lines)
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("WARNING CVR0-2008: "))
                .anySatisfy(line -> assertThat(line).startsWith("SEVERE CVR0-2010: "));
    }

    @Test
    void shouldFetchOnlyChangedFiles() {
        ReloadingCatalog catalog = start();
        catalog.poll();
        int fetches = source.fetches;

        source.publish(versions.version(6, 5, 5, Optional.empty()));
        catalog.poll();

        assertThat(catalog.status().revision().version()).isEqualTo(6);
        assertThat(source.fetches).isEqualTo(fetches);
    }

    @Test
    void shouldRestartTheGracePeriodWithEachOutage() {
        ReloadingCatalog catalog = start();
        source.setAvailable(false);
        catalog.poll();
        now = now.plus(GRACE).minusSeconds(1);
        source.setAvailable(true);
        catalog.poll();

        source.setAvailable(false);
        now = now.plusSeconds(2);
        catalog.poll();

        assertThat(catalog.status().state()).isEqualTo(State.READY);
    }

    @Test
    void shouldReportUnusableContentAndServeTheLastGoodCatalog() {
        ReloadingCatalog catalog = start();

        source.publish(others.version(6));
        catalog.poll();
        catalog.poll();

        assertThat(catalog.status().state()).isEqualTo(State.ERROR);
        assertServed(catalog, 5);
        assertThat(source.lastReport().problem().orElseThrow()).contains("invalid for every key");
    }

    @Test
    void shouldAcceptVersionWhenTheClockIsCorrected() {
        ReloadingCatalog catalog = start();
        catalog.poll();
        Instant correct = now;
        now = Instant.parse("2101-01-01T00:00:00Z");
        source.publish(versions.version(6));
        catalog.poll();
        assertServed(catalog, 5);

        now = correct;
        catalog.poll();

        assertServed(catalog, 6);
        assertThat(catalog.status().state()).isEqualTo(State.READY);
    }

    @Test
    void shouldLoadScheduledVersionAndServeItOnTime() {
        ReloadingCatalog catalog = start();
        Instant activeFrom = now.plusSeconds(60);

        source.publish(versions.version(6, activeFrom));
        catalog.poll();
        assertServed(catalog, 5);
        assertThat(source.lastReport().loaded()).isEqualTo(6);
        now = activeFrom.minusMillis(1);
        catalog.poll();
        assertServed(catalog, 5);

        now = activeFrom;
        source.setAvailable(false);
        catalog.poll();
        assertServed(catalog, 6);
    }

    @Test
    void shouldStartWithTheVersionInForce() {
        source.publish(versions.version(6, now.plusSeconds(60)));

        assertServed(start(), 5);
    }

    @Test
    void shouldRejectScheduledVersionBeforeItsTime() {
        ReloadingCatalog catalog = start();

        source.publish(others.version(6, now.plusSeconds(60)));
        catalog.poll();
        catalog.poll();
        assertThat(catalog.status().state()).isEqualTo(State.ERROR);
        now = now.plusSeconds(60);
        catalog.poll();

        assertServed(catalog, 5);
    }

    @Test
    void shouldLoadScheduledVersionAfterStartWithCopy() {
        start();
        source.setAvailable(false);
        ReloadingCatalog catalog = start();
        source.setAvailable(true);
        source.publish(versions.version(6));
        source.publish(versions.version(7, now.plusSeconds(60)));

        catalog.poll();
        assertServed(catalog, 6);
        source.setAvailable(false);
        catalog = start();
        source.setAvailable(true);
        catalog.poll();

        assertServed(catalog, 6);
        assertThat(source.lastReport().loaded()).isEqualTo(7);
    }

    @Test
    void shouldNotStartIfTheSourceIsUnavailable() {
        source.setAvailable(false);

        assertThatThrownBy(this::start).isInstanceOf(SourceUnavailableException.class);
    }

    @Test
    void shouldNotPrintPasswordOfLocation() {
        for (String location : List.of("jdbc:postgresql://db/cvr0?password=secret", "https://host/?token=secret")) {
            SettingsReader reader = new SettingsReader(SettingSource.of(Map.of("cvr0.catalog", location)));
            CatalogSettings.read(reader);

            assertThat(reader.problems())
                    .singleElement()
                    .asString()
                    .startsWith("cvr0.catalog: ")
                    .contains("set cvr0.catalog.public-key")
                    .doesNotContain("secret");
        }
    }

    private ReloadingCatalog start() {
        return new ReloadingCatalog(
                new VerifiedSource(
                        source.open(() -> now),
                        versions.trustedKeys(),
                        new RollbackGuard(temp.resolve("state")),
                        new EmergencyGuard(),
                        Optional.of(new LastGoodCopy(temp.resolve("state.copy"), CatalogLog::copyFailed))),
                GRACE,
                () -> now);
    }

    private static void assertServed(ReloadingCatalog catalog, int number) {
        assertThat(NumberedCatalogs.numberIn(catalog.catalog())).isEqualTo(number);
    }
}
