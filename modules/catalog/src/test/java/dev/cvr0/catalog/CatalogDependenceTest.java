// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.ClientProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a catalogue declares that its verdicts depend on. */
class CatalogDependenceTest {

    private static final ClientProfile CLIENT = Clients.of("0x0409 winnt 5.1 i386 LIB 1.0");
    private static final String TIMED = "from: 2007-09-12T10:00Z, until: 2007-09-13T10:00Z";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            library: LIB, locale: es, client-version: 1.0, codebase: A |
            system-type: win, system-version: { from: 5.0 }, architecture: i386 |
            user-handle: ann@example.com       | USER_HANDLE
            user-handle: '@example.com'        | USER_HANDLE
            offered-dialect: MSNP8             | OFFERED_DIALECTS
            remote-address: 192.0.2.0/24       | REMOTE_ADDRESS
            remote-address: 192.0.2.7, user-handle: '' | USER_HANDLE REMOTE_ADDRESS
            group: by-dialect                  | OFFERED_DIALECTS
            group: [plain, by-dialect]         | OFFERED_DIALECTS
            group: plain                       |
            """)
    void shouldDeclareWhatItsConditionsLookAt(String when, String declared) {
        Catalog catalog = Samples.read(Samples.HEAD
                + "groups: { plain: { library: LIB }, by-dialect: { offered-dialect: MSNP9, locale: en } }\n"
                + "rules:\n  - { name: only, when: { " + when + " }, " + Samples.ANSWER + " }\n" + Samples.TAIL);
        assertThat(catalog.dependence(InstantSource.system()).aspects()).isEqualTo(aspects(declared));
    }

    @Test
    void shouldDeclareThatAShareOfTheUsersDependsOnWhoTheyAre() {
        Catalog catalog = Samples.read(Samples.HEAD + "rules:\n  - { name: some, when: { library: LIB }, rollout: 10%, "
                + Samples.ANSWER + " }\n" + Samples.TAIL);
        assertThat(catalog.dependence(InstantSource.system()).aspects())
                .containsExactlyInAnyOrder(Aspect.USER_HANDLE, Aspect.REMOTE_ADDRESS);
    }

    @Test
    void shouldKeepItsDependenceForAsLongAsNothingBeginsOrEnds() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2007-09-12T10:00:00Z"));
        CatalogPolicy policy = new CatalogPolicy(timed(TIMED), now::get);
        Dependence first = policy.dependence();

        now.set(Instant.parse("2007-09-13T09:59:59Z"));
        policy.decide(CLIENT);
        assertThat(policy.dependence()).isSameAs(first);

        now.set(Instant.parse("2007-09-13T10:00:00Z"));
        assertThat(policy.dependence()).isNotSameAs(first);
    }

    @Test
    void shouldNeverComeBackToADependenceThoughTheClockDoes() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2007-09-12T12:00:00Z"));
        CatalogPolicy policy = new CatalogPolicy(timed(TIMED), now::get);
        Dependence before = policy.dependence();

        now.set(Instant.parse("2007-09-14T12:00:00Z"));
        policy.decide(CLIENT);
        now.set(Instant.parse("2007-09-12T12:00:00Z"));

        assertThat(policy.dependence()).isNotSameAs(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0000-01-01T00:00:00Z
            2007-09-12T09:59:59Z
            2007-09-12T10:00:00Z
            9999-12-31T23:59:59Z
            """)
    void shouldHaveOneDependenceAtAnyHourThatStandsStill(Instant hour) {
        CatalogPolicy policy = new CatalogPolicy(timed(TIMED), InstantSource.fixed(hour));
        assertThat(policy.dependence())
                .isSameAs(policy.dependence())
                .satisfies(dependence -> assertThat(dependence.allowsKeeping()).isTrue());
    }

    @Test
    void shouldNotAskTheClockWhereNothingBeginsOrEnds() {
        CatalogPolicy policy = new CatalogPolicy(Samples.withCondition("{ library: LIB }"), () -> {
            throw new IllegalStateException("nobody needs to know");
        });
        assertThat(policy.dependence()).isSameAs(policy.dependence());
    }

    private static Catalog timed(String time) {
        return Samples.read(Samples.HEAD + "rules:\n  - { name: only, when: { library: LIB }, " + time + ", "
                + Samples.ANSWER + " }\n" + Samples.TAIL);
    }

    private static EnumSet<Aspect> aspects(String names) {
        EnumSet<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        if (names != null) {
            Arrays.stream(names.split(" ")).map(Aspect::valueOf).forEach(aspects::add);
        }
        return aspects;
    }
}
