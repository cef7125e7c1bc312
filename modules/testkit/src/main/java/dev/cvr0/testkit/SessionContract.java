// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cvr0.api.host.AttributeKey;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Dialect;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Session} must do. The author of a host with sessions of its own implements this interface in a test
 * class.
 *
 * @since 0.1
 */
public interface SessionContract {

    /**
     * A session to test.
     *
     * @return a new session, in which nothing has happened
     */
    Session createSession();

    /** The other end is somewhere. */
    @Test
    default void shouldSayWhereTheClientIs() {
        assertThat(createSession().remoteAddress()).isNotNull();
    }

    /** Before VER there is no dialect. */
    @Test
    default void shouldBeginWithoutADialect() {
        assertThat(createSession().agreedDialect()).isEmpty();
    }

    /** What VER agreed on is kept, be it CVR0 or a dialect of the host. */
    @Test
    default void shouldKeepTheDialectThatWasAgreedOn() {
        for (Dialect dialect : Dialect.listOf("CVR0", "MSNP8")) {
            Session session = createSession();
            session.agree(dialect);
            assertThat(session.agreedDialect()).contains(dialect);
        }
    }

    /** There is one VER in a session. */
    @Test
    default void shouldRefuseASecondDialectAndKeepTheFirst() {
        Session session = createSession();
        session.agree(Dialect.CVR0);
        assertThatIllegalStateException().isThrownBy(() -> session.agree(new Dialect("MSNP8")));
        assertThatIllegalStateException().isThrownBy(() -> session.agree(Dialect.CVR0));
        assertThat(session.agreedDialect()).contains(Dialect.CVR0);
    }

    /** What was never kept is not there. */
    @Test
    default void shouldHaveNoValueThatWasNotKept() {
        assertThat(createSession().attribute(AttributeKey.<String>named("nothing")))
                .isEmpty();
    }

    /** A value stays until another takes its place. */
    @Test
    default void shouldKeepTheLastValueOfAKey() {
        Session session = createSession();
        AttributeKey<String> key = AttributeKey.named("key");
        session.attribute(key, "one");
        assertThat(session.attribute(key)).contains("one");
        session.attribute(key, "two");
        assertThat(session.attribute(key)).contains("two");
    }

    /** A key is itself, whatever its name. */
    @Test
    default void shouldTellKeysOfOneNameApart() {
        Session session = createSession();
        AttributeKey<String> mine = AttributeKey.named("key");
        AttributeKey<Integer> theirs = AttributeKey.named("key");
        session.attribute(mine, "one");
        session.attribute(theirs, 2);
        assertThat(session.attribute(mine)).contains("one");
        assertThat(session.attribute(theirs)).contains(2);
    }

    /** What belongs to one connection is not seen from another. */
    @Test
    default void shouldShareNothingWithOtherSessions() {
        Session session = createSession();
        Session other = createSession();
        AttributeKey<String> key = AttributeKey.named("key");
        session.attribute(key, "one");
        session.agree(Dialect.CVR0);
        assertThat(other.attribute(key)).isEmpty();
        assertThat(other.agreedDialect()).isEmpty();
    }

    /** A session that is passed on to another thread takes along what it holds. */
    @Test
    default void shouldShowToAnotherThreadWhatWasKeptBefore() {
        Session session = createSession();
        AttributeKey<String> key = AttributeKey.named("key");
        session.attribute(key, "one");
        session.agree(Dialect.CVR0);
        assertThat(ConcurrentCalls.call(List.of(session), s -> s.attribute(key)))
                .containsExactly(Optional.of("one"));
        assertThat(ConcurrentCalls.call(List.of(session), Session::agreedDialect))
                .containsExactly(Optional.of(Dialect.CVR0));
    }
}
