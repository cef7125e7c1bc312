// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cvr0.catalog.CatalogStatus.State;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.EmergencyGuard;
import dev.cvr0.catalog.signing.RollbackGuard;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.catalog.signing.TrustedKeys;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog from a source that several servers share. */
class SharedCatalogTest {

    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final SigningKeyPair KEYS = SigningKeyPair.generate();
    private static final SigningKeyPair OTHER_KEYS = SigningKeyPair.generate();

    @TempDir
    private Path temp;

    private final FakeCatalogSource source = new FakeCatalogSource(5, KEYS);
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void shouldServeNewVersionAfterOnePoll() {
        ReloadingCatalog catalog = start();

        source.publish(6, 6, KEYS);
        catalog.poll();

        assertServed(catalog, 6);
        assertThat(catalog.status().state()).isEqualTo(State.READY);
        assertThat(source.reports.get(source.reports.size() - 1))
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

        source.available = false;
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
        source.available = false;
        catalog.poll();
        now = now.plus(GRACE);
        catalog.poll();

        source.available = true;
        catalog.poll();
        assertThat(catalog.status().state()).isEqualTo(State.READY);
        source.publish(6, 6, KEYS);
        catalog.poll();

        assertServed(catalog, 6);
    }

    @Test
    void shouldBeReadyAfterAnOutageWithoutAChange() {
        ReloadingCatalog catalog = start();
        catalog.poll();
        source.available = false;
        catalog.poll();
        now = now.plus(GRACE);
        catalog.poll();
        assertThat(catalog.status().state()).isEqualTo(State.STALE);

        source.available = true;
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

        source.publish(6, 5, KEYS);
        catalog.poll();

        assertThat(catalog.status().revision().version()).isEqualTo(6);
        assertThat(source.fetches).isEqualTo(fetches);
    }

    @Test
    void shouldRestartTheGracePeriodWithEachOutage() {
        ReloadingCatalog catalog = start();
        source.available = false;
        catalog.poll();
        now = now.plus(GRACE).minusSeconds(1);
        source.available = true;
        catalog.poll();

        source.available = false;
        now = now.plusSeconds(2);
        catalog.poll();

        assertThat(catalog.status().state()).isEqualTo(State.READY);
    }

    @Test
    void shouldReportUnusableContentAndServeTheLastGoodCatalog() {
        ReloadingCatalog catalog = start();

        source.publish(6, 6, OTHER_KEYS);
        catalog.poll();
        catalog.poll();

        assertThat(catalog.status().state()).isEqualTo(State.ERROR);
        assertServed(catalog, 5);
        assertThat(source.reports.get(source.reports.size() - 1).problem().orElseThrow())
                .contains("invalid for every key");
    }

    @Test
    void shouldNeverServePartOfAPublication() {
        ReloadingCatalog catalog = start();

        source.publish(6, 6, KEYS);
        source.corrupt();
        catalog.poll();
        catalog.poll();

        assertThat(catalog.status().errors().get(0).message()).contains("does not match the signature");
        assertServed(catalog, 5);
    }

    @Test
    void shouldRefuseAnOlderVersion() {
        ReloadingCatalog catalog = start();

        source.publish(4, 4, KEYS);
        catalog.poll();

        assertThat(catalog.status().errors().get(0).message()).contains("version 4 is lower than version 5");
        assertServed(catalog, 5);
    }

    @Test
    void shouldRefuseAnotherCatalogWithTheSameVersion() {
        ReloadingCatalog catalog = start();

        source.publish(5, 9, KEYS);
        catalog.poll();

        assertThat(catalog.status().errors().get(0).message()).contains("another catalog was served before");
        assertServed(catalog, 5);
    }

    @Test
    void shouldLoadScheduledVersionAndServeItOnTime() {
        ReloadingCatalog catalog = start();
        Instant activeFrom = now.plusSeconds(60);

        source.schedule(6, activeFrom, KEYS);
        catalog.poll();
        assertServed(catalog, 5);
        assertThat(source.reports.get(source.reports.size() - 1).loaded()).isEqualTo(6);
        now = activeFrom.minusMillis(1);
        catalog.poll();
        assertServed(catalog, 5);

        now = activeFrom;
        source.available = false;
        catalog.poll();
        assertServed(catalog, 6);
    }

    @Test
    void shouldStartWithTheVersionInForce() {
        source.schedule(6, now.plusSeconds(60), KEYS);

        assertServed(start(), 5);
    }

    @Test
    void shouldRejectScheduledVersionBeforeItsTime() {
        ReloadingCatalog catalog = start();

        source.schedule(6, now.plusSeconds(60), OTHER_KEYS);
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
        source.available = false;
        ReloadingCatalog catalog = start();
        source.available = true;
        source.publish(6, 6, KEYS);
        source.schedule(7, now.plusSeconds(60), KEYS);

        catalog.poll();
        assertServed(catalog, 6);
        source.available = false;
        catalog = start();
        source.available = true;
        catalog.poll();

        assertServed(catalog, 6);
        assertThat(source.reports.get(source.reports.size() - 1).loaded()).isEqualTo(7);
    }

    @Test
    void shouldNotStartIfTheSourceIsUnavailable() {
        source.available = false;

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
        TrustedKeys keys = new TrustedKeys(List.of(KEYS.verifying()));
        return new ReloadingCatalog(
                new VerifiedSource(
                        source,
                        keys,
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
