// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cvr0.catalog.CatalogStatus.State;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.Offer;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.EmergencyGuard;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.RollbackGuard;
import dev.cvr0.catalog.source.VerifiedSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of {@link CatalogSource} as tests. Authors of a source extend this class in a test, with the test JAR of
 * {@code cvr0-catalog}. Sources with schedules implement {@link Place#schedules}; the tests of schedules are skipped for
 * others.
 *
 * @since 0.1
 */
@Timeout(120)
public abstract class CatalogSourceContract {

    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final int CONCURRENT_VERSIONS = 30;

    /** Signs the versions of the tests. */
    protected final SignedVersions versions = new SignedVersions();

    @TempDir
    private Path temp;

    private Place place;
    private Duration skipped = Duration.ZERO;
    private final List<CatalogSource> opened = new ArrayList<>();

    /** The database, web server or other place with the publications, and what can happen to it. */
    public interface Place extends AutoCloseable {

        /** Opens a source, which need not connect. The clock is that of the server; it can differ from the place's clock. */
        CatalogSource open(InstantSource clock);

        /** Adds a publication as the commands of an operator do. */
        void publish(PublicationRequest request);

        /** Adds an emergency document. */
        void publishEmergency(byte[] document);

        /** Makes an older version the newest one, like the restoration of a backup. */
        void rollBackTo(PublicationRequest older);

        /** Replaces the stored bytes of a file. */
        void replaceFile(Sha256 digest, byte[] bytes);

        /** Makes the place unreachable or reachable. */
        void setAvailable(boolean available);

        /** Tells whether {@link PublicationRequest#activeFrom} is supported. */
        default boolean schedules() {
            return false;
        }

        /** Releases all resources. */
        @Override
        default void close() {}
    }

    /** Creates a place without publications. */
    protected abstract Place createPlace();

    @BeforeEach
    void publishFirstVersion() {
        place = createPlace();
        place.publish(versions.version(1));
    }

    @AfterEach
    void closeSources() {
        place.setAvailable(true);
        opened.forEach(CatalogSource::close);
        place.close();
    }

    @Test
    void shouldServeThePublishedVersion() {
        assertServed(start(), 1);
    }

    @Test
    void shouldServeNewVersionAtTheNextPoll() {
        ReloadingCatalog catalog = start();

        place.publish(versions.version(2));
        catalog.poll();

        assertServed(catalog, 2);
        assertThat(catalog.status().state()).isEqualTo(State.READY);
    }

    @Test
    void shouldHaveAStampThatChangesWithPublicationsOnly() {
        CatalogSource source = open();
        Object first = source.stamp();
        assertThat(source.stamp()).isEqualTo(first);

        place.publish(versions.version(2));

        Object second = source.stamp();
        assertThat(second).isNotEqualTo(first);
        assertThat(source.stamp()).isEqualTo(second);
    }

    @Test
    void shouldNotReadMoreOfAFileThanItsSignedSizeAndOneByte() {
        SignedFile signed = versions.version(1).signed().manifest().files().get(0);

        byte[] bytes = open().file(new SignedFile(signed.name(), 10, signed.sha256()));

        assertThat(bytes).hasSize(11);
    }

    /** Verifies that each catalog is complete, and versions never decrease, while another thread publishes. */
    @Test
    void shouldServeOnlyCompleteVersionsInOrderDuringPublishing() throws InterruptedException, ExecutionException {
        ReloadingCatalog catalog = start();
        CompletableFuture<Void> publisher = CompletableFuture.runAsync(() -> {
            for (int version = 2; version <= CONCURRENT_VERSIONS; version++) {
                place.publish(versions.version(version));
            }
        });
        long last = 1;
        while (last < CONCURRENT_VERSIONS) {
            boolean isComplete = publisher.isDone();
            catalog.poll();
            long version = catalog.status().revision().version();
            assertThat(version).isGreaterThanOrEqualTo(isComplete ? CONCURRENT_VERSIONS : last);
            assertServed(catalog, version);
            assertThat(catalog.status().errors()).isEmpty();
            last = version;
        }
        publisher.get();
    }

    @Test
    void shouldKeepTheServedVersionAfterARollback() {
        place.publish(versions.version(2));
        ReloadingCatalog catalog = start();

        place.rollBackTo(versions.version(1));
        catalog.poll();

        assertServed(catalog, 2);
        assertThat(catalog.status().state()).isEqualTo(State.ERROR);
        assertThat(catalog.status().errors().get(0).message()).contains("version 1 is lower than version 2");
    }

    @Test
    void shouldDetectOtherContentWithTheSameVersion() {
        place.publish(versions.version(2));
        ReloadingCatalog catalog = start();

        place.rollBackTo(versions.version(2, 1, 99, Optional.empty()));
        catalog.poll();

        assertServed(catalog, 2);
        assertThat(catalog.status().state()).isEqualTo(State.ERROR);
        assertThat(catalog.status().errors().get(0).message()).contains("another catalog was served before");
    }

    @Test
    void shouldReportForgedFileAndRecover() {
        ReloadingCatalog catalog = start();
        PublicationRequest second = versions.version(2);
        place.publish(second);
        place.replaceFile(second.signed().manifest().files().get(1).sha256(), new byte[] {'x'});

        catalog.poll();
        catalog.poll();

        assertServed(catalog, 1);
        assertThat(catalog.status().state()).isEqualTo(State.ERROR);
        place.publish(versions.version(3));
        catalog.poll();
        assertServed(catalog, 3);
        assertThat(catalog.status().state()).isEqualTo(State.READY);
    }

    @Test
    void shouldContinueWhileUnavailableAndBeStaleAfterTheGracePeriod() {
        ReloadingCatalog catalog = start();

        place.setAvailable(false);
        catalog.poll();
        assertThat(catalog.status().state()).isEqualTo(State.READY);
        skipped = GRACE;
        catalog.poll();

        assertThat(catalog.status().state()).isEqualTo(State.STALE);
        assertServed(catalog, 1);
    }

    @Test
    void shouldServeTheNewestVersionAfterAnOutage() {
        ReloadingCatalog catalog = start();
        place.setAvailable(false);
        skipped = GRACE;
        catalog.poll();
        skipped = GRACE.multipliedBy(2);
        catalog.poll();

        place.setAvailable(true);
        place.publish(versions.version(2));
        catalog.poll();

        assertServed(catalog, 2);
        assertThat(catalog.status().state()).isEqualTo(State.READY);
    }

    @Test
    void shouldFailInTimeWhileUnavailable() {
        CatalogSource source = open();
        Object unused = source.stamp();
        place.setAvailable(false);
        SignedFile file = versions.version(1).signed().manifest().files().get(0);

        assertUnavailable(source::stamp);
        assertUnavailable(source::current);
        assertUnavailable(source::newest);
        assertUnavailable(() -> source.file(file));
    }

    @Test
    void shouldNotConnectWhenOpened() {
        place.setAvailable(false);

        CatalogSource source = open();

        assertThat(source.name()).isNotBlank();
        assertUnavailable(source::current);
        place.setAvailable(true);
        assertThat(source.current().manifest()).isEqualTo(versions.version(1).document());
    }

    @Test
    void shouldOfferTheNewestEmergencyDocument() {
        CatalogSource source = open();
        assertThat(source.newest().emergency()).isEmpty();
        Object before = source.stamp();

        place.publishEmergency("first".getBytes(StandardCharsets.UTF_8));
        Object between = source.stamp();
        place.publishEmergency("second".getBytes(StandardCharsets.UTF_8));

        assertThat(between).isNotEqualTo(before);
        assertThat(source.stamp()).isNotEqualTo(between);
        assertThat(source.newest().emergency()).hasValue("second".getBytes(StandardCharsets.UTF_8));
        assertThat(source.current().emergency()).hasValue("second".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldAcceptReports() {
        CatalogSource source = open();
        NodeStatus status = new NodeStatus(1, "0".repeat(64), 1, Optional.empty());

        assertThatCode(() -> source.report(status)).doesNotThrowAnyException();
    }

    @Test
    void shouldOfferScheduledVersionAsNewestOnly() {
        assumeTrue(place.schedules(), "no schedules");
        PublicationRequest second = versions.version(2, Instant.now().plusSeconds(3600));
        place.publish(second);

        CatalogSource source = open();

        assertThat(source.newest().manifest()).isEqualTo(second.document());
        assertThat(source.current().manifest()).isEqualTo(versions.version(1).document());
    }

    @Test
    void shouldServeScheduledVersionOnTime() {
        assumeTrue(place.schedules(), "no schedules");
        ReloadingCatalog catalog = start();
        place.publish(versions.version(2, Instant.now().plusSeconds(3600)));

        catalog.poll();
        assertServed(catalog, 1);
        skipped = Duration.ofSeconds(3660);
        place.setAvailable(false);
        catalog.poll();

        assertServed(catalog, 2);
    }

    @Test
    void shouldConvertScheduleToTheClockOfTheServer() {
        assumeTrue(place.schedules(), "no schedules");
        Instant activeFrom = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
        place.publish(versions.version(2, activeFrom));
        skipped = Duration.ofSeconds(90);

        Offer newest = open().newest();

        assertThat(newest.activeFrom()).isCloseTo(activeFrom.plusSeconds(90), within(5, ChronoUnit.SECONDS));
    }

    /** Opens a source of the place. It is closed after the test. */
    protected final CatalogSource open() {
        CatalogSource source = place.open(this::now);
        opened.add(source);
        return source;
    }

    // Polled once, so that the next poll reads the place only if the stamp has changed.
    private ReloadingCatalog start() {
        RollbackGuard guard = new RollbackGuard(temp.resolve("state"));
        VerifiedSource source =
                new VerifiedSource(open(), versions.trustedKeys(), guard, new EmergencyGuard(), Optional.empty());
        ReloadingCatalog catalog = new ReloadingCatalog(source, GRACE, this::now);
        catalog.poll();
        return catalog;
    }

    private Instant now() {
        return Instant.now().plus(skipped);
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertTimeout(CALL_LIMIT, () -> assertThatThrownBy(call).isInstanceOf(SourceUnavailableException.class));
    }

    private static void assertServed(ReloadingCatalog catalog, long version) {
        assertThat(catalog.status().revision().version()).isEqualTo(version);
        assertThat(NumberedCatalogs.numberIn(catalog.catalog())).isEqualTo((int) version);
    }
}
