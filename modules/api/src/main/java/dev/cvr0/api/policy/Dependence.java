// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.policy;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the verdicts of a policy depend on besides the client's program, for one edition of its rules.
 *
 * <p>Each dependence is equal to itself only, and thereby names the edition: a policy keeps one for as long as its rules
 * stay as they are, and takes another with every change, even back to what was before. One that takes a new one every
 * time it is asked is slow, but never wrong. Immutable, safe for many threads.
 *
 * @since 0.1
 */
public final class Dependence {

    private static final Dependence EVERYTHING = new Dependence(EnumSet.allOf(Aspect.class));

    private final Set<Aspect> aspects;

    private Dependence(Set<Aspect> aspects) {
        this.aspects = Set.copyOf(aspects);
    }

    /**
     * Every aspect: no verdict may be kept.
     *
     * @return always the same one, since nothing is kept under it
     */
    public static Dependence onEverything() {
        return EVERYTHING;
    }

    /**
     * Begins a new edition.
     *
     * @param aspects all that the verdicts depend on besides the client's program; may be empty. Copied
     * @return equal to no other
     */
    public static Dependence on(Set<Aspect> aspects) {
        return new Dependence(aspects);
    }

    /**
     * What the verdicts depend on.
     *
     * @return the aspects, unmodifiable
     */
    public Set<Aspect> aspects() {
        return aspects;
    }

    /**
     * Tells whether a verdict holds again for a profile that agrees in all aspects.
     *
     * @return false if it depends on the {@linkplain Aspect#SURROUNDINGS surroundings}
     */
    public boolean allowsKeeping() {
        return !aspects.contains(Aspect.SURROUNDINGS);
    }
}
