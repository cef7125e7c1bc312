// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.CatalogSource;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.Offer;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.SourceUnavailableException;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contract accepts an honest source, and each lying source fails the test of its lie. */
class CatalogSourceContractTest extends CatalogSourceContract {

    @Override
    protected Place createPlace() {
        return new MemoryPlace();
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                Arguments.of(ConstantStamp.class, "shouldServeNewVersionAtTheNextPoll"),
                Arguments.of(NewStampEachTime.class, "shouldHaveAStampThatChangesWithPublicationsOnly"),
                Arguments.of(StampOfVersion.class, "shouldDetectOtherContentWithTheSameVersion"),
                Arguments.of(EndlessFile.class, "shouldNotReadMoreOfAFileThanItsSignedSizeAndOneByte"),
                Arguments.of(OldFiles.class, "shouldServeOnlyCompleteVersionsInOrderDuringPublishing"),
                Arguments.of(HiddenRollback.class, "shouldKeepTheServedVersionAfterARollback"),
                Arguments.of(HiddenForgery.class, "shouldReportForgedFileAndRecover"),
                Arguments.of(HiddenOutage.class, "shouldContinueWhileUnavailableAndBeStaleAfterTheGracePeriod"),
                Arguments.of(WrongException.class, "shouldFailInTimeWhileUnavailable"),
                Arguments.of(NeverReconnects.class, "shouldServeTheNewestVersionAfterAnOutage"),
                Arguments.of(EagerConnection.class, "shouldNotConnectWhenOpened"),
                Arguments.of(NoEmergency.class, "shouldOfferTheNewestEmergencyDocument"),
                Arguments.of(ScheduledInForce.class, "shouldOfferScheduledVersionAsNewestOnly"),
                Arguments.of(IgnoredSchedule.class, "shouldServeScheduledVersionOnTime"),
                Arguments.of(IgnoredClock.class, "shouldConvertScheduleToTheClockOfTheServer"),
                Arguments.of(FailingReport.class, "shouldAcceptReports"));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void shouldFailForLyingSource(Class<?> lie, String test) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(lie, test))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(1).failed(1));
    }

    /** Publications in memory. */
    private static class MemoryPlace implements Place {

        final List<PublicationRequest> publications = new CopyOnWriteArrayList<>();
        final Map<Sha256, byte[]> files = new ConcurrentHashMap<>();
        final List<byte[]> emergencies = new CopyOnWriteArrayList<>();
        volatile boolean available = true;

        @Override
        public CatalogSource open(InstantSource clock) {
            return new MemorySource(this, clock);
        }

        @Override
        public void publish(PublicationRequest request) {
            files.putAll(request.files());
            publications.add(request);
        }

        @Override
        public void publishEmergency(byte[] document) {
            emergencies.add(document);
        }

        @Override
        public void rollBackTo(PublicationRequest older) {
            publish(older);
        }

        @Override
        public void replaceFile(Sha256 digest, byte[] bytes) {
            files.put(digest, bytes);
        }

        @Override
        public void setAvailable(boolean reachable) {
            available = reachable;
        }

        @Override
        public boolean schedules() {
            return true;
        }
    }

    private static class MemorySource implements CatalogSource {

        final MemoryPlace place;
        final InstantSource clock;

        MemorySource(MemoryPlace place, InstantSource clock) {
            this.place = place;
            this.clock = clock;
        }

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Object stamp() {
            return List.of(newestRequest().signed().digest(), place.emergencies.size());
        }

        @Override
        public Offer current() {
            connect();
            return offer(place.publications.stream()
                    .filter(request -> request.activeFrom().isEmpty())
                    .reduce((first, second) -> second)
                    .orElseThrow());
        }

        @Override
        public Offer newest() {
            return offer(newestRequest());
        }

        @Override
        public byte[] file(SignedFile file) {
            connect();
            byte[] bytes = place.files.get(file.sha256());
            return Arrays.copyOf(bytes, (int) Math.min(file.size() + 1, bytes.length));
        }

        void connect() {
            if (!place.available) {
                throw new SourceUnavailableException(name(), "no connection; check the network");
            }
        }

        PublicationRequest newestRequest() {
            connect();
            return place.publications.get(place.publications.size() - 1);
        }

        Offer offer(PublicationRequest request) {
            Duration offset = Duration.between(clock.instant(), Instant.now());
            return new Offer(
                    request.document(),
                    place.emergencies.stream().reduce((first, second) -> second),
                    request.activeFrom().map(time -> time.minus(offset)).orElse(Instant.MIN));
        }
    }

    static class ConstantStamp extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                public Object stamp() {
                    connect();
                    return 1;
                }
            };
        }
    }

    static class NewStampEachTime extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                public Object stamp() {
                    connect();
                    return new Object();
                }
            };
        }
    }

    static class StampOfVersion extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                public Object stamp() {
                    return newestRequest().signed().manifest().version();
                }
            };
        }
    }

    static class EndlessFile extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                public byte[] file(SignedFile file) {
                    connect();
                    return place.files.get(file.sha256());
                }
            };
        }
    }

    /** Delivers the files of the first version. */
    static class OldFiles extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                public byte[] file(SignedFile file) {
                    SignedFile old = place.publications.get(0).signed().manifest().files().stream()
                            .filter(candidate -> candidate.name().equals(file.name()))
                            .findFirst()
                            .orElseThrow();
                    return super.file(old);
                }
            };
        }
    }

    static class HiddenRollback extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                PublicationRequest newestRequest() {
                    connect();
                    return place.publications.stream()
                            .max((a, b) -> Long.compare(
                                    a.signed().manifest().version(),
                                    b.signed().manifest().version()))
                            .orElseThrow();
                }
            };
        }
    }

    static class HiddenForgery extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                public byte[] file(SignedFile file) {
                    connect();
                    return place.publications.stream()
                            .flatMap(request ->
                                    Optional.ofNullable(request.files().get(file.sha256())).stream())
                            .findFirst()
                            .orElseThrow();
                }
            };
        }
    }

    static class HiddenOutage extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                void connect() {}
            };
        }
    }

    static class WrongException extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                void connect() {
                    if (!place.available) {
                        throw new IllegalStateException("no connection");
                    }
                }
            };
        }
    }

    static class NeverReconnects extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                private boolean lost;

                @Override
                void connect() {
                    lost |= !place.available;
                    if (lost) {
                        throw new SourceUnavailableException(name(), "the connection is lost");
                    }
                }
            };
        }
    }

    static class EagerConnection extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            MemorySource source = new MemorySource(place, clock);
            source.connect();
            return source;
        }
    }

    static class NoEmergency extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                Offer offer(PublicationRequest request) {
                    return new Offer(request.document());
                }
            };
        }
    }

    static class ScheduledInForce extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                public Offer current() {
                    return newest();
                }
            };
        }
    }

    static class IgnoredSchedule extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                public Offer newest() {
                    return new Offer(super.newest().manifest());
                }
            };
        }
    }

    static class IgnoredClock extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, InstantSource.system());
        }
    }

    static class FailingReport extends Lie {
        @Override
        CatalogSource open(MemoryPlace place, InstantSource clock) {
            return new MemorySource(place, clock) {
                @Override
                public void report(NodeStatus status) {
                    throw new IllegalStateException("no table");
                }
            };
        }
    }

    /** The contract for a lying source; run by the tests of this class only. */
    abstract static class Lie extends CatalogSourceContract {

        abstract CatalogSource open(MemoryPlace place, InstantSource clock);

        @Override
        protected Place createPlace() {
            return new MemoryPlace() {
                @Override
                public CatalogSource open(InstantSource clock) {
                    return Lie.this.open(this, clock);
                }
            };
        }
    }
}
