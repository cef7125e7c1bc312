// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.util.List;

/**
 * What stands in a catalogue, read and checked.
 *
 * @param releases which clients are known
 * @param rules what known clients are told
 * @param otherwise what those are told whom no rule is for
 * @param strangers what becomes of all others
 * @param floors versions that have to come first, the earliest first
 * @param blocks versions that nobody may go on with
 * @param freeze when time stands still
 * @param emergency whether everybody is let be
 */
record Contents(
        Releases releases,
        RuleIndex<Answer> rules,
        Answer otherwise,
        Strangers strangers,
        List<Floor> floors,
        RuleIndex<Block> blocks,
        Freeze freeze,
        boolean emergency) {

    Contents {
        floors = List.copyOf(floors);
    }
}
