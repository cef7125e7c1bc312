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
 * The contract of {@link Session} as tests. Authors of a host with its own session class implement this interface in a
 * test class.
 *
 * @since 0.1
 */
public interface SessionContract {

    /** {@return a new session to test, without a dialect and without attributes} */
    Session createSession();

    /** Verifies that the session has the address of the client. */
    @Test
    default void shouldHaveTheAddressOfTheClient() {
        assertThat(createSession().remoteAddress()).isNotNull();
    }

    /** Verifies that a new session has no dialect. */
    @Test
    default void shouldStartWithoutADialect() {
        assertThat(createSession().agreedDialect()).isEmpty();
    }

    /** Verifies that the agreed dialect is kept, whether CVR0 or a dialect of the host. */
    @Test
    default void shouldKeepTheAgreedDialect() {
        for (Dialect dialect : Dialect.listOf("CVR0", "MSNP8")) {
            Session session = createSession();
            session.agree(dialect);
            assertThat(session.agreedDialect()).contains(dialect);
        }
    }

    /** Verifies that a second agreement is rejected. */
    @Test
    default void shouldRejectASecondDialectAndKeepTheFirst() {
        Session session = createSession();
        session.agree(Dialect.CVR0);
        assertThatIllegalStateException().isThrownBy(() -> session.agree(new Dialect("MSNP8")));
        assertThatIllegalStateException().isThrownBy(() -> session.agree(Dialect.CVR0));
        assertThat(session.agreedDialect()).contains(Dialect.CVR0);
    }

    /** Verifies that an attribute that was not set is empty. */
    @Test
    default void shouldReturnAnEmptyAttributeThatWasNotSet() {
        assertThat(createSession().attribute(AttributeKey.<String>named("unset")))
                .isEmpty();
    }

    /** Verifies that an attribute keeps its value until it is replaced. */
    @Test
    default void shouldKeepTheLastValueOfAnAttribute() {
        Session session = createSession();
        AttributeKey<String> key = AttributeKey.named("key");
        session.attribute(key, "one");
        assertThat(session.attribute(key)).contains("one");
        session.attribute(key, "two");
        assertThat(session.attribute(key)).contains("two");
    }

    /** Verifies that two keys with the same name are distinct. */
    @Test
    default void shouldDistinguishKeysWithTheSameName() {
        Session session = createSession();
        AttributeKey<String> mine = AttributeKey.named("key");
        AttributeKey<Integer> theirs = AttributeKey.named("key");
        session.attribute(mine, "one");
        session.attribute(theirs, 2);
        assertThat(session.attribute(mine)).contains("one");
        assertThat(session.attribute(theirs)).contains(2);
    }

    /** Verifies that sessions are independent of each other. */
    @Test
    default void shouldBeIndependentOfOtherSessions() {
        Session session = createSession();
        Session other = createSession();
        AttributeKey<String> key = AttributeKey.named("key");
        session.attribute(key, "one");
        session.agree(Dialect.CVR0);
        assertThat(other.attribute(key)).isEmpty();
        assertThat(other.agreedDialect()).isEmpty();
    }

    /** Verifies that another thread sees the dialect and the attributes that were set before. */
    @Test
    default void shouldBeVisibleToAnotherThread() {
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
