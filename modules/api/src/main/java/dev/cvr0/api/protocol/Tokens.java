// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.protocol;

import java.util.List;

/**
 * The parameters of an answer, in their order. They are joined when they are made: an answer that is given often costs no
 * more than its transaction id.
 *
 * @since 0.1
 */
public final class Tokens {

    private final List<Token> list;
    private final String encoded;

    /**
     * Parameters of an answer.
     *
     * @param tokens possibly none; copied
     */
    public Tokens(List<Token> tokens) {
        this.list = List.copyOf(tokens);
        this.encoded = joined(list);
    }

    /**
     * One by one.
     *
     * @return possibly none; unmodifiable
     */
    public List<Token> list() {
        return list;
    }

    /**
     * All of them as they are sent.
     *
     * @return printable ASCII, each parameter with one space before it; empty if there are none
     */
    public String encoded() {
        return encoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tokens that && list.equals(that.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return list.toString();
    }

    private static String joined(List<Token> tokens) {
        StringBuilder joined = new StringBuilder();
        for (Token token : tokens) {
            joined.append(' ').append(token.encoded());
        }
        return joined.toString();
    }
}
