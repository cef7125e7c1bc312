// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.AttributeKey;
import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Dialect;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SessionContractTest {

    @Test
    void shouldPassACorrectSession() {
        ContractRun run = ContractRun.of(Correct.class);
        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(9);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(StartingWithADialect.class, "shouldStartWithoutADialect"),
                Arguments.of(ChangingItsDialect.class, "shouldRejectASecondDialectAndKeepTheFirst"),
                Arguments.of(KeepingTheFirstValue.class, "shouldKeepTheLastValueOfAnAttribute"),
                Arguments.of(ComparingKeysByName.class, "shouldDistinguishKeysWithTheSameName"),
                Arguments.of(Shared.class, "shouldBeIndependentOfOtherSessions"),
                Arguments.of(BoundToAThread.class, "shouldBeVisibleToAnotherThread"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void shouldFailAnIncorrectSession(Class<?> testClass, String failing) {
        assertThat(ContractRun.of(testClass).failed()).contains(failing);
    }

    static class Correct implements SessionContract {
        @Override
        public Session createSession() {
            return new Plain();
        }
    }

    static class Plain extends PlainSession {
        Plain() {
            super(InetAddress.getLoopbackAddress());
        }
    }

    static class StartingWithADialect implements SessionContract {
        @Override
        public Session createSession() {
            Session session = new Plain();
            session.agree(Dialect.CVR0);
            return session;
        }
    }

    static class ChangingItsDialect implements SessionContract {
        @Override
        public Session createSession() {
            return new Plain() {
                private Optional<Dialect> last = Optional.empty();

                @Override
                public Optional<Dialect> agreedDialect() {
                    return last;
                }

                @Override
                public void agree(Dialect dialect) {
                    last = Optional.of(dialect);
                }
            };
        }
    }

    static class KeepingTheFirstValue implements SessionContract {
        @Override
        public Session createSession() {
            return new Plain() {
                @Override
                public <T> void attribute(AttributeKey<T> key, T value) {
                    if (attribute(key).isEmpty()) {
                        super.attribute(key, value);
                    }
                }
            };
        }
    }

    static class ComparingKeysByName implements SessionContract {
        @Override
        public Session createSession() {
            return new Plain() {
                private final Map<String, Object> values = new HashMap<>();

                @Override
                @SuppressWarnings("unchecked")
                public <T> Optional<T> attribute(AttributeKey<T> key) {
                    return Optional.ofNullable((T) values.get(key.toString()));
                }

                @Override
                public <T> void attribute(AttributeKey<T> key, T value) {
                    values.put(key.toString(), value);
                }
            };
        }
    }

    static class Shared implements SessionContract {

        private final Session only = new Plain();

        @Override
        public Session createSession() {
            return only;
        }
    }

    static class BoundToAThread implements SessionContract {
        @Override
        public Session createSession() {
            Thread home = Thread.currentThread();
            return new Plain() {
                @Override
                public <T> Optional<T> attribute(AttributeKey<T> key) {
                    return Thread.currentThread() == home ? super.attribute(key) : Optional.empty();
                }
            };
        }
    }
}
