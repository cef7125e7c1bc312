// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Verdict.UnknownClient;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DependenceTest {

    @Test
    void shouldBeOnEverythingForAPolicyThatDeclaresNothing() {
        VersionPolicy policy = client -> new UnknownClient("");

        Dependence dependence = policy.dependence();

        assertThat(dependence.aspects()).containsExactlyInAnyOrder(Aspect.values());
        assertThat(dependence.allowsKeeping()).isFalse();
    }

    @Test
    void shouldEqualNoOtherEditionWithTheSameAspects() {
        assertThat(Dependence.on(Set.of(Aspect.USER_HANDLE))).isNotEqualTo(Dependence.on(Set.of(Aspect.USER_HANDLE)));
    }

    @Test
    void shouldAllowKeepingWhatDependsOnTheWholeProfileOnly() {
        EnumSet<Aspect> profile = EnumSet.complementOf(EnumSet.of(Aspect.SURROUNDINGS));

        assertThat(Dependence.on(profile).allowsKeeping()).isTrue();
    }

    @Test
    void shouldNotAllowKeepingWhatDependsOnTheSurroundings() {
        assertThat(Dependence.on(Set.of(Aspect.SURROUNDINGS)).allowsKeeping()).isFalse();
    }

    @Test
    void shouldHoldItsOwnCopyOfTheAspects() {
        EnumSet<Aspect> aspects = EnumSet.of(Aspect.USER_HANDLE);
        Dependence dependence = Dependence.on(aspects);

        aspects.add(Aspect.REMOTE_ADDRESS);

        assertThat(dependence.aspects()).containsExactly(Aspect.USER_HANDLE);
    }
}
