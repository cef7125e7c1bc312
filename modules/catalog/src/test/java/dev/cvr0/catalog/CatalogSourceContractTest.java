// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.cvr0.catalog.MemoryPlace.Source;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.Offer;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contract accepts an honest source, and each lying source fails the test of its lie. */
class CatalogSourceContractTest extends CatalogSourceContract {

    @Override
    protected Place createPlace() {
        return new MemoryPlace(InstantSource.system());
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                lie("constant stamp", "shouldServeNewVersionAtTheNextPoll", (place, clock) -> new Source(place, clock) {
                    @Override
                    public Object stamp() {
                        connect();
                        return 1;
                    }
                }),
                lie(
                        "new stamp each time",
                        "shouldHaveAStampThatChangesWithPublicationsOnly",
                        (place, clock) -> new Source(place, clock) {
                            @Override
                            public Object stamp() {
                                connect();
                                return new Object();
                            }
                        }),
                lie(
                        "stamp of version",
                        "shouldDetectOtherContentWithTheSameVersion",
                        (place, clock) -> new Source(place, clock) {
                            @Override
                            public Object stamp() {
                                return newestRequest().signed().manifest().version();
                            }
                        }),
                lie(
                        "endless file",
                        "shouldNotReadMoreOfAFileThanItsSignedSizeAndOneByte",
                        (place, clock) -> new Source(place, clock) {
                            @Override
                            public byte[] file(SignedFile file) {
                                connect();
                                return place.files.get(file.sha256());
                            }
                        }),
                // Delivers the files of the first version.
                lie(
                        "old files",
                        "shouldServeOnlyCompleteVersionsInOrderDuringPublishing",
                        (place, clock) -> new Source(place, clock) {
                            @Override
                            public byte[] file(SignedFile file) {
                                SignedFile old = place.publications.get(0).signed().manifest().files().stream()
                                        .filter(candidate -> candidate.name().equals(file.name()))
                                        .findFirst()
                                        .orElseThrow();
                                return super.file(old);
                            }
                        }),
                lie(
                        "hidden rollback",
                        "shouldKeepTheServedVersionAfterARollback",
                        (place, clock) -> new Source(place, clock) {
                            @Override
                            PublicationRequest newestRequest() {
                                connect();
                                return place.publications.stream()
                                        .max((a, b) -> Long.compare(
                                                a.signed().manifest().version(),
                                                b.signed().manifest().version()))
                                        .orElseThrow();
                            }
                        }),
                lie("hidden forgery", "shouldReportForgedFileAndRecover", (place, clock) -> new Source(place, clock) {
                    @Override
                    public byte[] file(SignedFile file) {
                        connect();
                        return place.publications.stream()
                                .flatMap(request ->
                                        Optional.ofNullable(request.files().get(file.sha256())).stream())
                                .findFirst()
                                .orElseThrow();
                    }
                }),
                lie(
                        "hidden outage",
                        "shouldContinueWhileUnavailableAndBeStaleAfterTheGracePeriod",
                        (place, clock) -> new Source(place, clock) {
                            @Override
                            void connect() {}
                        }),
                lie("wrong exception", "shouldFailInTimeWhileUnavailable", (place, clock) -> new Source(place, clock) {
                    @Override
                    void connect() {
                        if (!place.isAvailable()) {
                            throw new IllegalStateException("no connection");
                        }
                    }
                }),
                lie(
                        "never reconnects",
                        "shouldServeTheNewestVersionAfterAnOutage",
                        (place, clock) -> new Source(place, clock) {
                            private boolean lost;

                            @Override
                            void connect() {
                                lost |= !place.isAvailable();
                                if (lost) {
                                    throw new SourceUnavailableException(name(), "the connection is lost");
                                }
                            }
                        }),
                lie("eager connection", "shouldNotConnectWhenOpened", (place, clock) -> {
                    Source source = new Source(place, clock);
                    source.connect();
                    return source;
                }),
                lie(
                        "no emergency",
                        "shouldOfferTheNewestEmergencyDocument",
                        (place, clock) -> new Source(place, clock) {
                            @Override
                            Offer offer(PublicationRequest request) {
                                return new Offer(request.document());
                            }
                        }),
                lie(
                        "scheduled in force",
                        "shouldOfferScheduledVersionAsNewestOnly",
                        (place, clock) -> new Source(place, clock) {
                            @Override
                            public Offer current() {
                                return newest();
                            }
                        }),
                lie(
                        "ignored schedule",
                        "shouldServeScheduledVersionOnTime",
                        (place, clock) -> new Source(place, clock) {
                            @Override
                            public Offer newest() {
                                return new Offer(super.newest().manifest());
                            }
                        }),
                lie(
                        "ignored clock",
                        "shouldConvertScheduleToTheClockOfTheServer",
                        (place, clock) -> new Source(place, InstantSource.system())),
                lie("failing report", "shouldAcceptReports", (place, clock) -> new Source(place, clock) {
                    @Override
                    public void report(NodeStatus status) {
                        throw new IllegalStateException("no table");
                    }
                }));
    }

    private static Arguments lie(
            String name, String test, BiFunction<MemoryPlace, InstantSource, CatalogSource> source) {
        return Arguments.of(Named.of(name, source), test);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void shouldFailForLyingSource(BiFunction<MemoryPlace, InstantSource, CatalogSource> lie, String test) {
        Liar.lie = lie;
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Liar.class, test))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(1).failed(1));
    }

    /** The contract for a lying source; run by the tests of this class only. */
    static class Liar extends CatalogSourceContract {

        private static BiFunction<MemoryPlace, InstantSource, CatalogSource> lie;

        @Override
        protected Place createPlace() {
            return new MemoryPlace(InstantSource.system()) {
                @Override
                public CatalogSource open(InstantSource clock) {
                    return lie.apply(this, clock);
                }
            };
        }
    }
}
