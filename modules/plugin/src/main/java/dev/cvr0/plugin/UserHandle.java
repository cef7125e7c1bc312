// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin;

import dev.cvr0.plugin.constraint.WellFormed;

/**
 * Who is about to sign in: the one parameter that is checked where all others are known to be in order, and therefore
 * not cut out of them. With the same constraint as {@link CvqRequest#userHandle}.
 *
 * @param parameters in which it stands
 * @param start at which character
 * @param length how many characters it has; 0 if absent
 */
@WellFormed(groups = UserHandle.Alone.class)
record UserHandle(String parameters, int start, int length) implements CharSequence {

    /** Where a class has no group of its own, Hibernate Validator looks for their order each time. */
    interface Alone {}

    @Override
    public char charAt(int index) {
        return parameters.charAt(start + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return toString().subSequence(from, to);
    }

    @Override
    public String toString() {
        return parameters.substring(start, start + length);
    }
}
