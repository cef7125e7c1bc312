// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.constraint;

import jakarta.validation.GroupSequence;

/**
 * The order in which the parameters of CVQ are checked: what fails in one group is answered before the next is looked
 * at. No other order satisfies every documented example.
 *
 * @since 0.1
 */
public interface Checks {

    /** First: the number of parameters. */
    interface Count {}

    /** Second: the form of each parameter. */
    interface Form {}

    /** Third: the locale. */
    interface Locale {}

    /** Fourth, unless unknown clients are welcome: whether the version can be read. */
    interface Version {}

    /** The order where unknown clients are refused. */
    @GroupSequence({Count.class, Form.class, Locale.class, Version.class})
    interface Strict {}

    /** The order where unknown clients are answered. */
    @GroupSequence({Count.class, Form.class, Locale.class})
    interface Welcoming {}
}
