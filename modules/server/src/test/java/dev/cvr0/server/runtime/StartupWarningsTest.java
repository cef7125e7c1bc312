// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.catalog.CatalogStatus;
import dev.cvr0.catalog.CatalogStatus.State;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.settings.SettingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupWarningsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Path limits = Path.of("");

    @BeforeEach
    void writeLimits() throws IOException {
        limits = Files.writeString(
                folder.resolve("limits"),
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                        + "Max open files            1024                 4096                 files     \n");
    }

    @Test
    void shouldNotWarnWithoutReason() {
        assertThat(find(Map.of(), 800, Duration.ofDays(8))).isEmpty();
        assertThat(StartupWarnings.find(
                        SettingSource.of(Map.of()), 10_000, folder.resolve("none"), Optional.empty(), NOW))
                .isEmpty();
    }

    @Test
    void shouldWarnAboutAFixedTime() {
        assertThat(find(Map.of("cvr0.catalog.at", "2007-09-12T10:00+02:00"), 800, Duration.ofDays(8)))
                .singleElement()
                .asString()
                .startsWith("CVR0-4007: cvr0.catalog.at is set");
    }

    @Test
    void shouldWarnAboutALowLimitOfOpenFiles() {
        assertThat(find(Map.of(), 10_000, Duration.ofDays(8)))
                .singleElement()
                .asString()
                .startsWith(
                        "CVR0-4008: this process can open 1024 files, too few for 10000 connections; raise the limit"
                                + " to 10150");
        assertThat(find(Map.of("cvr0.upstream", "127.0.0.1:1864"), 800, Duration.ofDays(8)))
                .singleElement()
                .asString()
                .contains("too few for 800 connections; raise the limit to 1750");
    }

    @Test
    void shouldWarnAboutAnApproachingExpiry() {
        assertThat(find(Map.of(), 800, Duration.ofDays(6)))
                .containsExactly(
                        "CVR0-4009: version 3 of the catalog expires at 2026-01-07T00:00:00Z; sign and publish a"
                                + " new version before");
        assertThat(find(Map.of(), 800, Duration.ofDays(-1))).isEmpty();
    }

    private List<String> find(Map<String, String> settings, int maxConnections, Duration validity) {
        CatalogStatus status = new CatalogStatus(
                "catalog.yaml",
                "",
                new SignedRevision(3, NOW.plus(validity)),
                NOW,
                State.READY,
                Optional.empty(),
                List.of());
        return StartupWarnings.find(SettingSource.of(settings), maxConnections, limits, Optional.of(status), NOW);
    }
}
